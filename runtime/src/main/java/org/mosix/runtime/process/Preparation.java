package org.mosix.runtime.process;

import org.mosix.boot.RuntimeThread;
import org.mosix.runtime.Jvm;
import org.mosix.runtime.classes.ProgramClasses;
import org.mosix.runtime.image.ImageWriter;
import org.mosix.runtime.jvm.Awaited;

/**
 * What a JVM loads and runs for its first departure, beside what it loads for its first link: a JVM that has done neither needs half a second
 * for each. Nothing of it is kept but classes and compiled code. Of the one thread that carries out moves.
 */
final class Preparation {

  private final Jvm jvm;
  private final Awaited<Void> done = new Awaited<>();
  private boolean begun;

  Preparation(Jvm jvm) {
    this.jvm = jvm;
  }

  /** Begins, on a thread of its own; the first time only. */
  void begin() {
    if (!begun) {
      begun = true;
      new RuntimeThread(this::run, "mosix-prepare").start();
    }
  }

  private void run() {
    try (ImageWriter writer = new ImageWriter(jvm.imageContext())) {
      jvm.prepareToStop();
      writer.prepare(ProgramClasses.initialised(jvm.classes().loaded()));
    } catch (RuntimeException | LinkageError e) {
      // The departure meets the same, and then it counts.
      jvm.log("a departure cannot be prepared", e);
    } finally {
      done.complete(null, null);
    }
  }

  /** After {@link #begin}: returns when it is over. */
  void await() {
    done.await();
  }
}
