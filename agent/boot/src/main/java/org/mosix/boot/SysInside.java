package org.mosix.boot;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Threads of the program that are carrying out a call home. What they do meanwhile (load a class of ours from its jar, say) is the
 * runtime's business and stays local; else one call could need another, without end.
 */
final class SysInside {

  private static final int BUCKETS = 256;

  /** One thread of each bucket: the first, mostly the only one. */
  private static final AtomicReferenceArray<Thread> FIRST = new AtomicReferenceArray<>(BUCKETS);
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

  static void enter() {
    Thread thread = Thread.currentThread();
    int bucket = bucket(thread);
    if (!FIRST.compareAndSet(bucket, null, thread)) {
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
      FIRST.setRelease(bucket, null);
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
    return FIRST.getPlain(bucket) == thread || isOther(thread, OTHERS[bucket]);
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
