package org.mosix.torture.programs;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Virtual threads, by reflection: the programs are compiled for Java 17. */
final class Virtual {
  private Virtual() {}

  static Thread start(String name, Runnable work) {
    return (Thread) call("java.lang.Thread$Builder", builder(name), "start", new Class<?>[] {Runnable.class}, work);
  }

  static Thread unstarted(String name, Runnable work) {
    return (Thread) call("java.lang.Thread$Builder", builder(name), "unstarted", new Class<?>[] {Runnable.class}, work);
  }

  private static Object builder(String name) {
    Object virtual = call("java.lang.Thread", null, "ofVirtual", new Class<?>[0]);
    return call("java.lang.Thread$Builder", virtual, "name", new Class<?>[] {String.class}, name);
  }

  /** A new thread for each task. */
  static ExecutorService executor() {
    return (ExecutorService) call(Executors.class.getName(), null, "newVirtualThreadPerTaskExecutor", new Class<?>[0]);
  }

  /** Calls a public method; what it throws unchecked is thrown on. */
  static Object call(String type, Object on, String method, Class<?>[] types, Object... arguments) {
    try {
      return Class.forName(type).getMethod(method, types).invoke(on, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException) {
        throw (RuntimeException) e.getCause();
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  static void joinAll(Iterable<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
