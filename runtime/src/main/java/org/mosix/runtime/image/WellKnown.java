package org.mosix.runtime.image;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Objects every JVM has one of, found by name: the VM's own threads, the outermost thread groups, what the context adds. */
final class WellKnown extends Special {

  private static final String[] SYSTEM_THREADS = {"Reference Handler", "Finalizer", "Signal Dispatcher", "Common-Cleaner"};

  @Override
  void write(Object o, Walk walk) throws IOException {
    walk.classes.text((String) walk.detail());
  }

  @Override
  Object read(Build build) throws IOException {
    String name = build.classes.text();
    Object o = of(build.context).get(name);
    if (o == null) {
      throw new ImageException(name + " is not here (expected: every JVM has it)");
    }
    return o;
  }

  static Map<String, Object> of(ImageContext context) {
    Map<String, Object> all = new LinkedHashMap<>(context.wellKnown);
    all.putAll(Cleanables.wellKnown());
    ThreadGroup system = Thread.currentThread().getThreadGroup();
    if (system == null) {
      return all;
    }
    while (system.getParent() != null) {
      system = system.getParent();
    }
    all.putIfAbsent("thread group system", system);
    for (ThreadGroup group : groups(system)) {
      if (group.getName().equals("main") || group.getName().equals("InnocuousThreadGroup")) {
        all.putIfAbsent("thread group " + group.getName(), group);
      }
    }
    for (Thread thread : threads(system)) {
      for (String name : SYSTEM_THREADS) {
        if (thread.getName().equals(name)) {
          all.putIfAbsent("thread " + name, thread);
        }
      }
    }
    return all;
  }

  private static ThreadGroup[] groups(ThreadGroup system) {
    ThreadGroup[] found = new ThreadGroup[system.activeGroupCount() + 8];
    return java.util.Arrays.copyOf(found, system.enumerate(found, false));
  }

  private static Thread[] threads(ThreadGroup system) {
    Thread[] found = new Thread[system.activeCount() + 16];
    return java.util.Arrays.copyOf(found, system.enumerate(found, true));
  }
}
