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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mosix.link.ControlChannel;
import org.mosix.link.message.Administer;
import org.mosix.link.message.Records;
import org.mosix.torture.programs.KeptFiles;

/** Files of a node and in a shared directory, used by a process on its way round the cluster. Node 3 shares nothing. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FilesIT {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir
  private static Path exported;

  @TempDir
  private static Path shared;

  private static Rig rig;

  @BeforeAll
  static void startNodes() throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(Cluster.ONLY_ON_REQUEST);
    options.addAll(List.of("--export", exported + "=rw", "--share", shared.toString()));
    rig = Rig.start(Map.of(), options);
    administer(3, "mfs", "unshare", shared.toRealPath().toString());
  }

  @AfterAll
  static void stopNodes() throws IOException {
    if (rig != null) {
      rig.close();
    }
  }

  @Test
  void filesOfANodeStayOpenAsTheProcessMoves() throws IOException, InterruptedException {
    Path enough = rig.directory("mfs").resolve("enough");
    try (Program program = start(enough, "/mfs/2" + exported.toRealPath())) {
      roundTrip(program);
      assertThat(calls(program)).contains("\"NODE\",\"call\":\"node 2\"");
      end(program, enough);
    }
    assertThat(left(exported)).isZero();
  }

  @Test
  void filesInASharedDirectoryAreUsedDirectlyWhereItIsShared() throws IOException, InterruptedException {
    Path enough = rig.directory("shared").resolve("enough");
    try (Program program = start(enough, shared.toRealPath().toString())) {
      roundTrip(program);
      assertThat(calls(program)).contains("\"NODE\",\"call\":\"node 2\"").doesNotContain("\"call\":\"node 3\"");
      end(program, enough);
    }
    // The token.
    assertThat(left(shared)).isEqualTo(1);
  }

  private static void roundTrip(Program program) throws IOException, InterruptedException {
    rig.awaitKnown(program);
    for (int target : new int[] {2, 3, 2, 1}) {
      move(program, target);
    }
  }

  /** On a busy machine a move may not be done in its time; then it is asked for again, unless it was done later. The test has a limit of its own. */
  private static void move(Program program, int target) throws IOException {
    String reason = "";
    do {
      assertThat(program.isAlive()).as("alive, move to " + target + ": " + reason).isTrue();
      reason = rig.move(program.pid(), target).text();
    } while (nodeOf(program) != target);
  }

  private static int nodeOf(Program program) throws IOException {
    try (Conversation daemon = new Conversation(rig.cluster(), 1)) {
      int node = daemon.nodeOf(program.pid(), -1);
      return node == 0 ? 1 : node;
    }
  }

  private static void end(Program program, Path enough) throws IOException, InterruptedException {
    Files.createFile(enough);
    Result result = program.await(LIMIT);
    assertThat(result.exitCode()).as(result::lastErrors).isZero();
  }

  private static long left(Path directory) throws IOException {
    try (Stream<Path> names = Files.list(directory)) {
      return names.count();
    }
  }

  private static String calls(Program program) throws IOException {
    return administer(1, "calls", String.valueOf(program.pid()));
  }

  private static String administer(int node, String verb, String... arguments) throws IOException {
    try (ControlChannel channel = rig.cluster().connect(node)) {
      channel.send(new Administer(verb, List.of(arguments)));
      return ((Records) channel.receive()).json();
    }
  }

  private static Program start(Path enough, String directory) throws IOException {
    Case what = new Case(KeptFiles.class.getName()).withOptions("-Dfiles.in=" + directory);
    return Program.start(what, rig.launch().command(what, rig.agent(), List.of("60@" + enough)), enough.getParent());
  }
}
