package org.mosix.runtime.move;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mosix.boot.RuntimeThread;
import org.mosix.runtime.jvm.Internals;

/** The program's shutdown hooks, threads in a private map of the JDK; the runtime's own stay where they are. */
final class ShutdownHooks {

  private static final Class<?> TYPE = type();

  private ShutdownHooks() {}

  private static Class<?> type() {
    try {
      return Class.forName("java.lang.ApplicationShutdownHooks");
    } catch (ClassNotFoundException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<Thread, Thread> map() {
    try {
      Field field = TYPE.getDeclaredField("hooks");
      Map<Thread, Thread> hooks =
          (Map<Thread, Thread>)
              Internals.UNSAFE.getReferenceVolatile(
                  Internals.UNSAFE.staticFieldBase(field), Internals.UNSAFE.staticFieldOffset(field));
      if (hooks == null) {
        throw new IllegalStateException("the process is ending");
      }
      return hooks;
    } catch (NoSuchFieldException e) {
      throw new LinkageError("ApplicationShutdownHooks.hooks is not in this JDK", e);
    }
  }

  static Object[] ofProgram() {
    synchronized (TYPE) {
      List<Thread> program = new ArrayList<>();
      for (Thread hook : map().keySet()) {
        if (!(hook instanceof RuntimeThread)) {
          program.add(hook);
        }
      }
      return program.toArray();
    }
  }

  static void replace(Object[] hooks) {
    synchronized (TYPE) {
      Map<Thread, Thread> map = map();
      map.keySet().removeIf(hook -> !(hook instanceof RuntimeThread));
      for (Object hook : hooks) {
        map.put((Thread) hook, (Thread) hook);
      }
    }
  }
}
