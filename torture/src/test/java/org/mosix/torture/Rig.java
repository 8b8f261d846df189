package org.mosix.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.mosix.link.message.MoveResult;
import org.mosix.link.message.Outcome;

/** Three nodes and what is needed to run programs on them, on the Java that the tests run on. */
final class Rig implements AutoCloseable {

  private static final long MOVE_MILLIS = 20_000;

  private final Scratch scratch;
  private final Cluster cluster;
  private final Launch launch;

  private Rig(Scratch scratch, Cluster cluster, Launch launch) {
    this.scratch = scratch;
    this.cluster = cluster;
    this.launch = launch;
  }

  static Rig start() throws IOException, InterruptedException {
    return start(Map.of());
  }

  /** @param environment of the daemons, which the guests inherit */
  static Rig start(Map<String, String> environment) throws IOException, InterruptedException {
    return start(environment, Cluster.ONLY_ON_REQUEST);
  }

  /** @param options of the daemons */
  static Rig start(Map<String, String> environment, List<String> options) throws IOException, InterruptedException {
    return start(environment, options, List.of());
  }

  /** @param within what precedes the command lines of the daemons; programs need it too */
  static Rig start(Map<String, String> environment, List<String> options, List<String> within) throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"));
    Path dist = Distribution.directory();
    Scratch scratch = new Scratch("mosix");
    try {
      return new Rig(scratch, Cluster.start(dist, scratch.path(), java, 3, environment, options, within),
          new Launch(java, dist, Distribution.classPath(), List.of()));
    } catch (IOException | InterruptedException e) {
      scratch.close();
      throw e;
    }
  }

  Cluster cluster() {
    return cluster;
  }

  Launch launch() {
    return launch;
  }

  /** The agent's options for programs whose home is node 1. */
  String agent() {
    return "run-dir=" + cluster.runDirectory(1);
  }

  Path directory(String name) throws IOException {
    return scratch.directory(name);
  }

  Course course(double seconds, int moves) {
    return new Course(launch, scratch, seconds, moves, cluster);
  }

  void awaitKnown(Program program) throws IOException, InterruptedException {
    try (Conversation daemon = new Conversation(cluster, 1)) {
      while (!daemon.knows(program.pid())) {
        assertThat(program.isAlive()).as("alive").isTrue();
        Thread.sleep(10);
      }
    }
  }

  MoveResult move(long pid, int target) throws IOException {
    return move(pid, target, MOVE_MILLIS);
  }

  MoveResult move(long pid, int target, long timeoutMillis) throws IOException {
    try (Conversation daemon = new Conversation(cluster, 1)) {
      return daemon.move(pid, target, timeoutMillis);
    }
  }

  /** Moves a program when it is known, and fails unless that is done. */
  MoveResult moves(Program program, int target) throws IOException, InterruptedException {
    awaitKnown(program);
    MoveResult result = move(program.pid(), target);
    assertThat(result.outcome()).as("move to " + target + ": " + result.text()).isEqualTo(Outcome.DONE);
    return result;
  }

  int activeGuests(int node) throws IOException {
    try (Conversation daemon = new Conversation(cluster, node)) {
      return daemon.report().activeGuests();
    }
  }

  /** Waits until a node runs no process of another; the time limit of the test ends a wait in vain. */
  void awaitNoActiveGuests(int node) throws IOException, InterruptedException {
    while (activeGuests(node) > 0) {
      Thread.sleep(20);
    }
  }

  @Override
  public void close() throws IOException {
    cluster.close();
    scratch.close();
  }
}
