package org.mosix.runtime;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.mosix.boot.RuntimeThread;
import org.mosix.runtime.capture.NotStoppable;
import org.mosix.runtime.capture.World;

/** Stops, unwinds and resumes the process where it is, again and again: the test of capture and resume alone. */
final class InPlace {

  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private final World world;
  private final Options options;
  private final Jvm jvm;
  private int done;
  private long worstNanos;
  private final Map<String, Integer> refused = new TreeMap<>();

  InPlace(Jvm jvm) {
    this.jvm = jvm;
    this.world = jvm.world();
    this.options = jvm.options();
  }

  /** Returns when it is interrupted. */
  void run() {
    if (options.verbose()) {
      Runtime.getRuntime().addShutdownHook(new RuntimeThread(this::report, "mosix-report"));
    }
    try {
      jvm.prepareToStop();
      for (; ; ) {
        Thread.sleep(options.stopEveryMillis());
        once();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      System.err.println("mosix: stop-every ended: " + e);
      e.printStackTrace();
      Runtime.getRuntime().halt(70);
    }
  }

  private void once() {
    long start = System.nanoTime();
    try {
      world.stop(TIMEOUT);
      world.resumeHere();
      done++;
      worstNanos = Math.max(worstNanos, System.nanoTime() - start);
    } catch (NotStoppable e) {
      refused.merge(e.getMessage(), 1, Integer::sum);
    }
  }

  private void report() {
    System.err.printf("mosix: %d stops in place, longest %.1f ms, refused %s%n", done, worstNanos / 1e6, refused);
    jvm.failures().forEach((type, why) -> System.err.println("mosix: not instrumented: " + type + ": " + why));
  }
}
