package org.mosix.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.mosix.daemon.DaemonClient;
import org.mosix.daemon.FailureException;
import org.mosix.daemon.ProcessRecord;

/**
 * Daemons, and sometimes all guests of a node with them, are killed at random while programs run and move. Checks that no program is lost but
 * those that were in killed JVMs, that outputs are right, and that the nodes agree again on who is where within five intervals after a
 * daemon has been started anew.
 */
final class Chaos {

  private static final int INTERVALS = 5;
  private static final int LOST = 69;
  private static final Duration LIMIT = Duration.ofSeconds(150);
  private static final long LOOK_MILLIS = 50;

  /** A program, the file that ends it, and whether it may be lost. */
  private static final class Life {
    private final Case what;
    private final Program program;
    private final int home;
    private final Path enough;
    private volatile boolean excused;

    Life(Case what, Program program, int home, Path enough) {
      this.what = what;
      this.program = program;
      this.home = home;
      this.enough = enough;
    }
  }

  private final Cluster cluster;
  private final Launch launch;
  private final Scratch scratch;
  private final List<Case> cases;
  private final int programs;
  private final double intervalSeconds;
  private final Random random;
  private final Consumer<String> said;
  private final Map<String, Result> controls = new HashMap<>();
  private final List<Life> lives = new CopyOnWriteArrayList<>();
  private final ChaosReport report = new ChaosReport();
  private int started;

  /**
   * A run on nodes that are up.
   *
   * @param cases programs that end when told
   * @param programs that run at a time
   * @param intervalSeconds of the daemons
   * @param said a line for each fault
   */
  Chaos(Cluster cluster, Launch launch, Scratch scratch, List<Case> cases, int programs, double intervalSeconds, Random random, Consumer<String> said) {
    this.cluster = cluster;
    this.launch = launch;
    this.scratch = scratch;
    this.cases = cases;
    this.programs = programs;
    this.intervalSeconds = intervalSeconds;
    this.random = random;
    this.said = said;
  }

  /** Goes on until the time is over, with at least one fault of each kind; then ends all programs. */
  ChaosReport run(Duration time) throws IOException, InterruptedException {
    ChaosMover mover = new ChaosMover(cluster, new Random(random.nextLong()), this::running, report);
    try {
      for (int i = 0; i < programs; i++) {
        begin();
      }
      mover.start();
      long end = System.nanoTime() + time.toNanos();
      for (int fault = 0; fault < 2 || System.nanoTime() < end; fault++) {
        mover.letMoveFor(Duration.ofMillis(1_000 + random.nextInt(4_000)));
        fault(fault % 3 == 1, mover);
        replaceOne();
      }
      mover.end();
      for (Life life : lives) {
        end(life);
      }
      agree("when all programs had ended");
    } finally {
      mover.end();
      lives.forEach(life -> life.program.close());
    }
    return report;
  }

  private List<ChaosMover.Running> running() {
    return lives.stream().filter(life -> life.program.isAlive()).map(life -> new ChaosMover.Running(life.program.pid(), life.home)).toList();
  }

  private void begin() throws IOException, InterruptedException {
    Case what = cases.get(random.nextInt(cases.size()));
    if (!controls.containsKey(what.name())) {
      try (Program program = Program.start(what, launch.command(what, null, List.of("1")), directory())) {
        controls.put(what.name(), program.await(LIMIT));
      }
    }
    Path directory = directory();
    Path enough = directory.resolve("enough");
    int home = 1 + random.nextInt(cluster.nodes());
    lives.add(new Life(what, Program.start(what, launch.command(what, "run-dir=" + cluster.runDirectory(home), List.of("1@" + enough)), directory),
        home, enough));
  }

  private Path directory() throws IOException {
    return scratch.directory("run" + ++started);
  }

  /** @param whole whether the node's guests die with the daemon */
  private void fault(boolean whole, ChaosMover mover) throws IOException, InterruptedException {
    int node = 1 + random.nextInt(cluster.nodes());
    if (whole) {
      for (Life life : lives) {
        life.excused |= mayBeOn(node, life);
      }
    }
    cluster.kill(node);
    if (whole) {
      cluster.guests(node).forEach(ProcessHandle::destroyForcibly);
    }
    report.fault(whole);
    mover.letMoveFor(Duration.ofMillis(random.nextInt(2_000)));
    cluster.start(node);
    String what = "after the kill of node " + node + (whole ? "'s daemon and guests" : "'s daemon");
    said.accept(what + ": " + agree(what));
  }

  /** Where its home cannot be asked, or it moves, it may be anywhere. */
  private boolean mayBeOn(int node, Life life) throws InterruptedException {
    try (DaemonClient home = cluster.client(life.home)) {
      return home.processes().stream().filter(process -> process.pid() == life.program.pid() && process.home() == life.home)
          .allMatch(process -> process.node() == node && life.home != node || process.state().equals("moving"));
    } catch (IOException | FailureException e) {
      return true;
    }
  }

  /** Waits until all nodes agree, at most five intervals; gives the time it took. */
  private String agree(String when) throws InterruptedException {
    long start = System.nanoTime();
    Optional<String> wrong = wrong();
    double intervals = 0;
    // what is wrong for longer is waited for as well, so that the report tells how long
    while (wrong.isPresent() && intervals < 10 * INTERVALS) {
      Thread.sleep(LOOK_MILLIS);
      wrong = wrong();
      intervals = (System.nanoTime() - start) / 1e9 / intervalSeconds;
    }
    report.agreed(intervals);
    String text = String.format(Locale.ROOT, "all agreed after %.1f intervals", intervals);
    if (wrong.isPresent() || intervals > INTERVALS) {
      text = wrong.map(still -> "never right: " + still).orElse(text);
      report.failed(when + ": " + text + " (expected: at most " + INTERVALS + ")");
    }
    return text;
  }

  private Optional<String> wrong() {
    Map<Integer, List<ProcessRecord>> listings = new HashMap<>();
    for (int node = 1; node <= cluster.nodes(); node++) {
      try (DaemonClient client = cluster.client(node)) {
        int asked = node;
        Optional<String> notUp = client.nodes().stream().filter(other -> !other.status().equals("up")).findFirst()
            .map(other -> "node " + asked + " says that node " + other.node() + " is " + other.status());
        if (notUp.isPresent()) {
          return notUp;
        }
        listings.put(node, client.processes());
      } catch (IOException | FailureException e) {
        return Optional.of("node " + node + ": " + e.getMessage());
      }
    }
    return new Agreement(listings).wrong(running());
  }

  /** Ends a program, and what has ended by itself; others take their places. */
  private void replaceOne() throws IOException, InterruptedException {
    List<Life> over = new ArrayList<>(lives.stream().filter(life -> !life.program.isAlive()).toList());
    over.add(lives.get(random.nextInt(lives.size())));
    for (Life life : over.stream().distinct().toList()) {
      end(life);
      begin();
    }
  }

  private void end(Life life) throws IOException, InterruptedException {
    if (!Files.exists(life.enough)) {
      Files.createFile(life.enough);
    }
    Result result = life.program.await(LIMIT);
    lives.remove(life);
    if (life.excused && result.exitCode() == LOST) {
      report.lost();
      return;
    }
    Optional<String> difference = result.differenceFrom(controls.get(life.what.name()), false);
    difference.ifPresent(text -> report.failed(life.what.name() + " " + life.program.pid() + " of node " + life.home + ": " + text + " "
        + result.lastErrors()));
    report.ended();
  }
}
