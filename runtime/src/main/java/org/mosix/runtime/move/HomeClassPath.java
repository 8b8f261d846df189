package org.mosix.runtime.move;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Constructor;
import java.util.List;
import jdk.internal.misc.Unsafe;
import org.mosix.boot.RuntimeThread;
import org.mosix.runtime.jvm.Internals;

/** The application class loader of a guest looks for classes and resources where home's does; the files are read at home. */
public final class HomeClassPath {

  private static final Unsafe UNSAFE = Internals.UNSAFE;
  private static final Class<?> PATH = Internals.type("jdk.internal.loader.URLClassPath");
  private static final long OF_LOADER = Internals.offset(Internals.type("jdk.internal.loader.BuiltinClassLoader"), "ucp");
  private static final long OPENED = Internals.offset(PATH, "loaders");
  private static final MethodHandle OPEN = Internals.method(PATH, "getLoader", int.class);

  private static volatile boolean opening;
  private static Thread opener;

  private HomeClassPath() {}

  /** How many elements of its class path the application class loader of this JVM has opened. */
  public static int opened() {
    Object path = UNSAFE.getReferenceAcquire(ClassLoader.getSystemClassLoader(), OF_LOADER);
    return path == null ? 0 : ((List<?>) UNSAFE.getReference(path, OPENED)).size();
  }

  /**
   * @param classPath {@code java.class.path} of home
   * @param opened so many of its elements are opened at once, on a thread of their own: each takes a dozen calls at home, for which the program
   *     would wait where it cannot be stopped
   */
  public static synchronized void adopt(String classPath, int opened) {
    settle();
    try {
      Constructor<?> constructor = PATH.getDeclaredConstructor(String.class, boolean.class);
      constructor.setAccessible(true);
      Object path = classPath.isEmpty() ? null : constructor.newInstance(classPath, false);
      UNSAFE.putReferenceRelease(ClassLoader.getSystemClassLoader(), OF_LOADER, path);
      if (path != null) {
        opening = true;
        opener = new RuntimeThread(() -> open(path, opened), "mosix-path");
        opener.start();
      }
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the application class loader is not as expected in this JDK", e);
    }
  }

  private static void open(Object path, int opened) {
    RuntimeThread.actForProgram(true);
    try {
      for (int i = 0; opening && i < opened; i++) {
        OPEN.invoke(path, i);
      }
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("the class path cannot be opened", e);
    }
  }

  /** Nothing is opened any more when this returns, unless the program asks for it. */
  public static synchronized void settle() {
    opening = false;
    awaitOpened();
  }

  /** Returns when as much is open as was to be. */
  public static synchronized void awaitOpened() {
    boolean interrupted = false;
    while (opener != null) {
      try {
        opener.join();
        opener = null;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
