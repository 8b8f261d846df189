package org.mosix.runtime.image;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.mosix.boot.Frame;

/**
 * Cleaners that the program made: each has a thread that waits for its actions, and a list of them that nothing else leads to. The
 * threads tell which cleaners there are.
 */
public final class OwnCleaners {

  private static final Class<?> CLEANER = Raw.jdkClass("jdk.internal.ref.CleanerImpl");

  /** Lists of the cleaners that were taken last. */
  private static Set<Object> travelling = Set.of();

  private OwnCleaners() {}

  /** The cleaners that threads of the process run, each with its actions; to be part of the root of an image. */
  public static synchronized Object[] take(List<Thread> threads, List<Frame> bottoms) {
    Set<Object> cleaners = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Thread thread : threads) {
      add(cleaners, task(thread));
    }
    for (Frame bottom : bottoms) {
      for (Frame frame = bottom; frame != null; frame = frame.callee) {
        if (frame.owner == CLEANER && frame.references != null && frame.references.length > 0) {
          add(cleaners, frame.references[0]);
        }
      }
    }
    travelling = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Object[]> taken = new ArrayList<>();
    for (Object cleaner : cleaners) {
      Object list = Cleanables.list(cleaner);
      travelling.add(list);
      taken.add(new Object[] {list, Cleanables.on(list).toArray()});
    }
    return taken.toArray();
  }

  /** What a thread was given to run; on 17 it is a field of the thread, later of its holder. */
  private static Object task(Thread thread) {
    if (Raw.field(Thread.class, "target") != null) {
      return Raw.U.getReference(thread, Raw.offset(Thread.class, "target"));
    }
    Object holder = Raw.U.getReference(thread, Raw.offset(Thread.class, "holder"));
    return holder == null ? null : Raw.U.getReference(holder, Raw.offset(holder.getClass(), "task"));
  }

  private static void add(Set<Object> cleaners, Object o) {
    if (CLEANER.isInstance(o)) {
      cleaners.add(o);
    }
  }

  static synchronized boolean travels(Object list) {
    return travelling.contains(list);
  }

  /** Puts the actions on the lists of their cleaners, where the image was built. */
  public static void put(Object[] taken) {
    for (Object entry : taken) {
      Object[] cleaner = (Object[]) entry;
      Cleanables.refill(cleaner[0], (Object[]) cleaner[1]);
    }
  }
}
