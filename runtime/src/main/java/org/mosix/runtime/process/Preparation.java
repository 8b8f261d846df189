package org.mosix.runtime.process;

import java.io.IOException;
import org.mosix.boot.RuntimeThread;
import org.mosix.link.WarmUp;
import org.mosix.runtime.Jvm;
import org.mosix.runtime.classes.ProgramClasses;
import org.mosix.runtime.image.ImageWriter;
import org.mosix.runtime.jvm.Awaited;

/**
 * What a JVM loads and runs for its first departure, beside what it loads for its first link: a JVM that has done neither needs half a second
 * for each. Nothing of it is kept but classes and compiled code.
 */
final class Preparation {

  private final Jvm jvm;
  private Awaited<Void> done;

  Preparation(Jvm jvm) {
    this.jvm = jvm;
  }

  /** Begins, on a thread of its own; the first time only. */
  synchronized void begin() {
    if (done == null) {
      Awaited<Void> end = new Awaited<>();
      done = end;
      new RuntimeThread(() -> run(end), "mosix-prepare").start();
    }
  }

  private void run(Awaited<Void> end) {
    Throwable failure = null;
    try (ImageWriter writer = new ImageWriter(jvm.imageContext())) {
      jvm.prepareToStop();
      writer.prepare(ProgramClasses.initialised(jvm.classes().loaded()));
      WarmUp.sealing();
    } catch (IOException | RuntimeException | LinkageError e) {
      failure = e;
      // The departure meets the same, and then it counts.
      jvm.log("a departure cannot be prepared", e);
    } finally {
      end.complete(null, failure);
    }
  }

  /** Returns when nothing of it is under way. */
  void await() {
    Awaited<Void> begun;
    synchronized (this) {
      begun = done;
    }
    if (begun != null) {
      begun.await();
    }
  }
}
