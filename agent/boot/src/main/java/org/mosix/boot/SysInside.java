package org.mosix.boot;

import jdk.internal.misc.Unsafe;

/**
 * Threads of the program that are carrying out a call home. What they do meanwhile (load a class of ours from its jar, say) is the
 * runtime's business and stays local; else one call could need another, without end.
 */
final class SysInside {

  private static final int BUCKETS = 256;

  private static final Unsafe UNSAFE = Unsafe.getUnsafe();
  private static final long BASE = UNSAFE.arrayBaseOffset(Thread[].class);
  private static final long SCALE = UNSAFE.arrayIndexScale(Thread[].class);

  /** One thread of each bucket: the first, mostly the only one. */
  private static final Thread[] FIRST = new Thread[BUCKETS];
  /** The others, and those that are inside twice. */
  private static final Entry[] OTHERS = new Entry[BUCKETS];

  static {
    for (int i = 0; i < BUCKETS; i++) {
      OTHERS[i] = new Entry(null, null);
    }
  }

  private SysInside() {}

  /** A link of a bucket's list, whose head holds no thread. */
  private static final class Entry {
    private final Thread thread;
    private volatile Entry next;

    private Entry(Thread thread, Entry next) {
      this.thread = thread;
      this.next = next;
    }
  }

  private static int bucket(Thread thread) {
    int hash = System.identityHashCode(thread);
    return (hash ^ hash >>> 8) & BUCKETS - 1;
  }

  private static long place(int bucket) {
    return BASE + bucket * SCALE;
  }

  static void enter() {
    Thread thread = Thread.currentThread();
    int bucket = bucket(thread);
    if (!UNSAFE.compareAndSetReference(FIRST, place(bucket), null, thread)) {
      Entry head = OTHERS[bucket];
      synchronized (head) {
        head.next = new Entry(thread, head.next);
      }
    }
  }

  static void leave() {
    Thread thread = Thread.currentThread();
    int bucket = bucket(thread);
    if (!leaveOthers(thread, OTHERS[bucket])) {
      UNSAFE.putReferenceRelease(FIRST, place(bucket), null);
    }
  }

  /** False if the thread is not among them. Nobody else puts it there, so an empty list needs no lock. */
  private static boolean leaveOthers(Thread thread, Entry head) {
    if (head.next == null) {
      return false;
    }
    synchronized (head) {
      for (Entry before = head; before.next != null; before = before.next) {
        if (before.next.thread == thread) {
          before.next = before.next.next;
          return true;
        }
      }
      return false;
    }
  }

  static boolean isCurrent() {
    Thread thread = Thread.currentThread();
    int bucket = bucket(thread);
    // A thread sees what it has put there itself.
    return FIRST[bucket] == thread || isOther(thread, OTHERS[bucket]);
  }

  private static boolean isOther(Thread thread, Entry head) {
    if (head.next == null) {
      return false;
    }
    synchronized (head) {
      Entry at = head.next;
      while (at != null && at.thread != thread) {
        at = at.next;
      }
      return at != null;
    }
  }
}
