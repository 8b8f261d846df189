package org.mosix.torture;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Moves programs from anywhere to anywhere, one at a time, until it is told to end. What fails for a daemon that is not there is tried again later. */
final class ChaosMover {

  private static final long MOVE_MILLIS = 20_000;
  private static final int PAUSE_MILLIS = 500;

  /** A program that runs. */
  record Running(long pid, int home) {}

  private final Cluster cluster;
  private final Random random;
  private final Supplier<List<Running>> running;
  private final ChaosReport report;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "chaos-mover");

  ChaosMover(Cluster cluster, Random random, Supplier<List<Running>> running, ChaosReport report) {
    this.cluster = cluster;
    this.random = random;
    this.running = running;
    this.report = report;
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!end.await(random.nextInt(PAUSE_MILLIS), TimeUnit.MILLISECONDS)) {
        List<Running> all = running.get();
        if (!all.isEmpty()) {
          move(all.get(random.nextInt(all.size())));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void move(Running process) {
    try (Conversation home = new Conversation(cluster, process.home())) {
      int target = 1 + random.nextInt(cluster.nodes());
      // one that has just started, or whose daemon has, comes later
      int node = home.nodeOf(process.pid(), target);
      if (node != target) {
        report.move(home.move(process.pid(), target, MOVE_MILLIS));
      }
    } catch (IOException e) {
      report.cutMove();
    }
  }

  /** Waits while it moves. */
  void letMoveFor(Duration time) throws InterruptedException {
    end.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  void end() throws InterruptedException {
    end.countDown();
    thread.join();
  }
}
