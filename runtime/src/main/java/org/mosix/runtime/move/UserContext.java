package org.mosix.runtime.move;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jdk.internal.misc.Unsafe;
import org.mosix.boot.Frame;
import org.mosix.runtime.capture.CapturedThread;
import org.mosix.runtime.image.ClassPath;
import org.mosix.runtime.image.ClassValues;
import org.mosix.runtime.image.Disposals;
import org.mosix.runtime.image.OwnCleaners;
import org.mosix.runtime.image.VmBeans;
import org.mosix.runtime.jvm.Internals;

/**
 * What an image has for a root, as plain arrays of JDK objects: the threads with their frames, and the state of threads and hooks that
 * no static field of the program's leads to.
 */
final class UserContext {

  private static final Unsafe UNSAFE = Internals.UNSAFE;
  /** Fields of the main thread that are the program's; the thread object itself has a counterpart in every JVM. */
  private static final String[] MAIN_FIELDS = mainFields();

  private static String[] mainFields() {
    List<String> fields = new ArrayList<>(
        List.of("name", "contextClassLoader", "threadLocals", "inheritableThreadLocals", "uncaughtExceptionHandler"));
    int java = Runtime.version().feature();
    // The channel or selector that the thread is blocked in, for its interrupt.
    fields.add(java >= 21 ? "nioBlocker" : "blocker");
    if (java >= 21) {
      fields.addAll(List.of("scopedValueBindings", "headStackableScopes"));
    }
    return fields.toArray(new String[0]);
  }

  private final List<CapturedThread> threads;
  private final boolean mainThrew;

  private UserContext(List<CapturedThread> threads, boolean mainThrew) {
    this.threads = threads;
    this.mainThrew = mainThrew;
  }

  List<CapturedThread> threads() {
    return threads;
  }

  /** True if an uncaught exception has ended the main thread. */
  boolean mainThrew() {
    return mainThrew;
  }

  /**
   * @param mainThrew whether an uncaught exception has ended the main thread
   * @param loaders of the program's classes: that nothing but a class leads to one is the rule, and classes are not walked
   * @param loaded all classes of this JVM
   */
  static Object[] root(List<CapturedThread> threads, Thread main, boolean mainThrew, ClassLoader[] loaders, Class<?>[] loaded) {
    Object[] captured = new Object[threads.size()];
    for (int i = 0; i < captured.length; i++) {
      CapturedThread thread = threads.get(i);
      captured[i] = new Object[] {thread.thread(), thread.bottom(), thread.interrupted(), thread.waitingSince()};
    }
    Object[] mainFields = new Object[MAIN_FIELDS.length];
    for (int i = 0; i < mainFields.length; i++) {
      mainFields[i] = UNSAFE.getReference(main, Internals.offset(Thread.class, MAIN_FIELDS[i]));
    }
    return new Object[] {captured, mainFields, main.getPriority(), ShutdownHooks.ofProgram(),
        OwnCleaners.take(threads.stream().map(CapturedThread::thread).toList(), threads.stream().map(CapturedThread::bottom).toList()),
        Disposals.take(), loaders, ClassValues.take(loaded), mainThrew,
        ClassPath.take(), VmBeans.take()};
  }

  /** Puts in place what {@link #root} took, and gives the threads. */
  static UserContext of(Object image, Thread main) throws IOException {
    try {
      Object[] root = (Object[]) image;
      Object[] mainFields = (Object[]) root[1];
      for (int i = 0; i < mainFields.length; i++) {
        UNSAFE.putReference(main, Internals.offset(Thread.class, MAIN_FIELDS[i]), mainFields[i]);
      }
      ShutdownHooks.replace((Object[]) root[3]);
      OwnCleaners.put((Object[]) root[4]);
      Disposals.put((Object[]) root[5]);
      ClassValues.put((Object[]) root[7]);
      ClassPath.put(root[9]);
      VmBeans.put((Object[]) root[10]);
      List<CapturedThread> threads = new ArrayList<>();
      for (Object entry : (Object[]) root[0]) {
        Object[] fields = (Object[]) entry;
        threads.add(new CapturedThread((Thread) fields[0], (Frame) fields[1], (Boolean) fields[2], (Long) fields[3]));
      }
      return new UserContext(threads, (Boolean) root[8]);
    } catch (ClassCastException | ArrayIndexOutOfBoundsException e) {
      throw new IOException("the image has not the root of a process", e);
    }
  }

  /** The main thread's fields and the hooks hold the program's objects; at home they are dropped when it has left. */
  static void drop(Thread main) {
    for (String field : MAIN_FIELDS) {
      if (!field.equals("name") && !field.equals("contextClassLoader")) {
        UNSAFE.putReference(main, Internals.offset(Thread.class, field), null);
      }
    }
    ShutdownHooks.replace(new Object[0]);
    // With nothing open, for what is looked up while the process comes back.
    ClassPath.adopt(ClassPath.urls(System.getProperty("java.class.path", "")));
  }
}
