package org.mosix.runtime.capture;

import org.mosix.runtime.jvm.AllThreads;

/**
 * The tracked threads by identity: {@code Thread.hashCode} may be the program's, and collections of the JDK hold polls themselves.
 * Reading takes no lock.
 */
final class TrackedThreads {

  private volatile Tracked[] table = new Tracked[64];
  private int size;
  private boolean adding;

  /** Null for a thread that is not the program's. */
  Tracked of(Thread thread) {
    Tracked found = find(table, thread);
    if (found == null) {
      found = add(thread);
    }
    return found != null && found.program ? found : null;
  }

  private static Tracked find(Tracked[] table, Thread thread) {
    int mask = table.length - 1;
    for (int i = System.identityHashCode(thread) & mask; table[i] != null; i = i + 1 & mask) {
      if (table[i].thread == thread) {
        return table[i];
      }
    }
    return null;
  }

  /** Null if this thread is already adding itself: asking for its group, or whether another lives, may poll. */
  private synchronized Tracked add(Thread thread) {
    Tracked found = find(table, thread);
    if (found != null || adding) {
      return found;
    }
    adding = true;
    try {
      if (thread.getName() == null) {
        // The VM attaches it just now, as it does for the end of the program, and its constructor polls: whose it is shows later.
        return null;
      }
      if (size * 2 >= table.length) {
        rehash();
      }
      Tracked added = new Tracked(thread, AllThreads.isProgram(thread));
      put(table, added);
      size++;
      return added;
    } finally {
      adding = false;
    }
  }

  private static void put(Tracked[] table, Tracked added) {
    int mask = table.length - 1;
    int i = System.identityHashCode(added.thread) & mask;
    while (table[i] != null) {
      i = i + 1 & mask;
    }
    table[i] = added;
  }

  /** Drops threads that ended, and grows if the rest still fills half. */
  private void rehash() {
    Tracked[] old = table;
    int live = 0;
    for (Tracked tracked : old) {
      live += tracked != null && isLive(tracked) ? 1 : 0;
    }
    Tracked[] next = new Tracked[Math.max(64, Integer.highestOneBit(Math.max(1, live)) * 4)];
    for (Tracked tracked : old) {
      if (tracked != null && isLive(tracked)) {
        put(next, tracked);
      }
    }
    size = live;
    table = next;
  }

  private static boolean isLive(Tracked tracked) {
    return tracked.thread.isAlive() || tracked.birth != null;
  }

  /** Forgets every thread: the process left. */
  synchronized void clear() {
    table = new Tracked[64];
    size = 0;
  }
}
