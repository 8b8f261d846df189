package org.mosix.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mosix.daemon.DaemonClient;
import org.mosix.daemon.DecisionRecord;
import org.mosix.daemon.Departure;
import org.mosix.daemon.FailureException;
import org.mosix.daemon.NodeRecord;
import org.mosix.daemon.PolicyRecord;
import org.mosix.daemon.ProcessRecord;
import org.mosix.daemon.Verb;
import org.mosix.torture.programs.Fib;

/**
 * Nodes that balance themselves. Each counts one processor as its own and its programs and guests as its load, so that three of them on
 * one machine are like three machines; the figures are those of slow machines, if it is busy.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class BalanceIT {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int PROGRAMS = 4;

  private Rig rig;
  private Path stop;
  private final List<Program> programs = new ArrayList<>();

  @BeforeEach
  void startNodes() throws IOException, InterruptedException {
    rig = Rig.start(Map.of(), List.of("--cpus", "1", "--tune", "interval=0.5", "--tune", "residency=0.1", "--tune", "max-age=60"));
    stop = rig.directory("work").resolve("stop");
  }

  @AfterEach
  void stopNodes() throws IOException {
    programs.forEach(Program::close);
    rig.close();
  }

  /** Starts a program whose home is node 1 and which computes until the file is there. */
  private Program start() throws IOException, InterruptedException {
    Case fib = Cases.matching(Fib.class.getSimpleName()).get(0);
    Program program = Program.start(fib, rig.launch().command(fib, rig.agent(), List.of("600@" + stop)), stop.getParent());
    programs.add(program);
    rig.awaitKnown(program);
    return program;
  }

  private DaemonClient daemon(int node) throws IOException {
    return rig.cluster().client(node);
  }

  private long onNode(int node) throws IOException, FailureException {
    try (DaemonClient home = daemon(1)) {
      return home.processes().stream().filter(process -> process.node() == node).count();
    }
  }

  private void awaitSpread() throws IOException, FailureException, InterruptedException {
    while (onNode(2) == 0 || onNode(3) == 0 || onNode(1) > PROGRAMS - 2) {
      Thread.sleep(100);
    }
  }

  private void assertRightResults() throws IOException, InterruptedException {
    Files.createFile(stop);
    for (Program program : programs) {
      Result result = program.await(LIMIT);
      assertThat(result.exitCode()).as(new String(result.errors())).isZero();
      assertThat(new String(result.output())).isEqualTo("fib 24 46368\nok\n");
    }
  }

  @Test
  void spreadsProgramsThatCompute() throws Exception {
    for (int i = 0; i < PROGRAMS; i++) {
      start();
    }
    awaitSpread();
    try (DaemonClient home = daemon(1)) {
      ProcessRecord moved = home.processes().stream().filter(process -> process.lastMove() != null && process.lastMove().done())
          .findFirst().orElseThrow();
      assertThat(moved.lastMove().automatic()).isTrue();
      DecisionRecord[] why = home.administer(Verb.WHY, DecisionRecord[].class, String.valueOf(moved.pid()));
      assertThat(why).anySatisfy(decision -> {
        assertThat(decision.moves()).isTrue();
        assertThat(decision.bids().get(0).total()).isLessThan(decision.here().total());
        assertThat(decision.attempts()).extracting(DecisionRecord.Attempt::outcome).contains("done");
      });
    }
    assertRightResults();
  }

  @Test
  void lockedProgramsStayAndExpelledGuestsGo() throws Exception {
    Program locked = start();
    try (DaemonClient home = daemon(1); DaemonClient second = daemon(2)) {
      home.administer(Verb.LOCK, String.valueOf(locked.pid()), "on");
      for (int i = 1; i < PROGRAMS; i++) {
        start();
      }
      awaitSpread();
      assertThat(home.processes()).anySatisfy(process -> {
        assertThat(process.pid()).isEqualTo(locked.pid());
        assertThat(process.node()).isEqualTo(1);
        assertThat(process.locked()).isTrue();
      });
      Departure[] departures = second.administer(Verb.EXPEL, Departure[].class);
      assertThat(departures).isNotEmpty().allMatch(Departure::done);
      assertThat(second.administer(Verb.POLICY, PolicyRecord.class).block()).isTrue();
      assertThat(second.nodes()).filteredOn(NodeRecord::self).extracting(NodeRecord::guests).containsExactly(0);
    }
    assertRightResults();
  }
}
