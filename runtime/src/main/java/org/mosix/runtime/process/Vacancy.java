package org.mosix.runtime.process;

import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;
import org.mosix.boot.RuntimeThread;
import org.mosix.runtime.Jvm;
import org.mosix.runtime.classes.ProgramClasses;
import org.mosix.runtime.image.ClassValues;
import org.mosix.runtime.image.LeftBehind;
import org.mosix.runtime.move.HomeHeap;
import org.mosix.runtime.move.MoveFailure;
import org.mosix.runtime.syscall.GuestProcess;

/**
 * A JVM that its process has left and may come back to, be it the home or a guest: the classes stay, with what the compilers know of them,
 * the threads end, and the objects are dropped.
 */
final class Vacancy {

  private final Jvm jvm;
  private final Runnable afterwards;
  private RuntimeThread dropping;

  /** @param afterwards is run when nothing of the program is reachable any more */
  Vacancy(Jvm jvm, Runnable afterwards) {
    this.jvm = jvm;
    this.afterwards = afterwards;
  }

  /** The process runs elsewhere. Its objects are dropped on a thread of their own. */
  void begin() {
    LeftBehind.disarm();
    GuestProcess.left();
    jvm.loaders().keepAll();
    jvm.world().leave();
    dropping = new RuntimeThread(this::drop, "mosix-drop");
    dropping.start();
  }

  /** Returns when the process may come again. */
  void awaitDropped() throws MoveFailure {
    try {
      RuntimeThread running = dropping;
      if (running != null) {
        running.join();
      }
    } catch (InterruptedException e) {
      throw MoveFailure.failed("interrupted", e);
    }
  }

  private void drop() {
    Class<?>[] all = jvm.classes().all();
    List<Class<?>> loaded = jvm.classes().ofProgram(all);
    ClassValues.drop(all);
    List<Class<?>> initialised = ProgramClasses.initialised(loaded);
    HomeHeap.drop(loaded, initialised, jvm.mainThread().object());
    discardCompiled(initialised);
    afterwards.run();
  }

  /**
   * Compiled code has the program's objects as constants: when the process comes back, the objects are others. Of classes that are not
   * initialised no code has run that could again, and the VM refuses many of them, which takes a dozen attempts each: those that failed,
   * and those it cannot link because libraries are missing.
   */
  private void discardCompiled(List<Class<?>> initialised) {
    List<Class<?>> modifiable = new ArrayList<>();
    if (jvm.transformer().beginToTranslate()) {
      // Not before the first move: accesses of memory cost nothing more until then.
      modifiable.addAll(jvm.classes().accessingMemory());
    }
    for (Class<?> type : initialised) {
      if (jvm.classes().instrumentation().isModifiableClass(type)) {
        modifiable.add(type);
      }
    }
    try {
      jvm.retransform(modifiable);
    } catch (UnmodifiableClassException e) {
      jvm.log("compiled code cannot be discarded", e);
    }
  }
}
