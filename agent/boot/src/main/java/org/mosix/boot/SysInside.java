package org.mosix.boot;

/**
 * Threads of the program that are carrying out a call home. What they do meanwhile (load a class of ours from its jar, say) is the
 * runtime's business and stays local; else one call could need another, without end.
 */
final class SysInside {

  private static final int BUCKETS = 64;
  private static final Entry[] TABLE = new Entry[BUCKETS];

  static {
    for (int i = 0; i < BUCKETS; i++) {
      TABLE[i] = new Entry(null, null);
    }
  }

  private SysInside() {}

  /** A link of a bucket's list, whose head holds no thread. */
  private static final class Entry {
    private final Thread thread;
    private Entry next;

    private Entry(Thread thread, Entry next) {
      this.thread = thread;
      this.next = next;
    }
  }

  private static Entry bucket(Thread thread) {
    int hash = System.identityHashCode(thread);
    return TABLE[(hash ^ hash >>> 8) & BUCKETS - 1];
  }

  static void enter() {
    Thread thread = Thread.currentThread();
    Entry head = bucket(thread);
    synchronized (head) {
      head.next = new Entry(thread, head.next);
    }
  }

  static void leave() {
    Thread thread = Thread.currentThread();
    Entry head = bucket(thread);
    synchronized (head) {
      Entry before = head;
      while (before.next.thread != thread) {
        before = before.next;
      }
      before.next = before.next.next;
    }
  }

  static boolean isCurrent() {
    Thread thread = Thread.currentThread();
    Entry head = bucket(thread);
    synchronized (head) {
      Entry at = head.next;
      while (at != null && at.thread != thread) {
        at = at.next;
      }
      return at != null;
    }
  }
}
