package org.mosix.runtime.cache;

import java.io.IOException;
import java.util.List;
import jdk.internal.access.SharedSecrets;
import org.mosix.boot.RuntimeThread;

/**
 * Adds to the caches of this JVM what was missing, by a thread of its own, and forgets them where their memory is worth more: at home some
 * seconds after the start, until the first moves load the hundreds of classes that moves take.
 */
public final class CacheKeeper {

  /** When to look for classes to add, in milliseconds from the start: first for those every program needs, then for those this one used. */
  private static final long[] AT_START = {400, 3_000, 10_000};
  /** The JDK runs these in turn when the JVM ends; it has its own first three, and a guest the last. */
  private static final int SHUTDOWN_SLOT = 8;
  /** A process that leaves and returns has loaded by then what moves take. */
  private static final int FIRST_MOVES = 2;

  private final boolean guest;
  private final List<ClassCache> caches;
  private boolean saved;
  private int moves;
  /** A move is under way that loads classes. */
  private boolean moving;
  /** Threads that still have something to save. */
  private int savers;

  /** @param guest keeps what was read, also when nothing is added any more: it loads its process's share of the JDK late */
  public CacheKeeper(boolean guest, ClassCache... caches) {
    this.guest = guest;
    this.caches = List.of(caches);
  }

  /** Saves from now on, as the program goes on, or when it ends before the first moment to. */
  public void start() {
    // A guest's thread that ends its process would write at home.
    if (!isOff() && (guest || saveAtEnd())) {
      saveInBackground(true);
    }
  }

  /** False if this JVM has ended already, or as good as: then nothing is left to be saved. */
  private boolean saveAtEnd() {
    try {
      // Also while it is about to end: a short program does so before this thread of the runtime's comes to run.
      SharedSecrets.getJavaLangAccess().registerShutdownHook(SHUTDOWN_SLOT, true, new AtEnd());
      return true;
    } catch (IllegalStateException e) {
      // What is missing is missing at the next start too, no more.
      return false;
    }
  }

  /** A move is about to begin. */
  public synchronized void moving() {
    if (moves < FIRST_MOVES && !isOff()) {
      moves++;
      moving = true;
      // The savers of the start end: what they had left to save is saved with what this move loads.
      notifyAll();
      caches.forEach(ClassCache::moving);
    }
  }

  /** A move is over: the program may end soon, and the next one's first move needs the same classes. */
  public synchronized void moved(boolean done) {
    if (moving) {
      moving = false;
      moves -= done ? 0 : 1;
      saveInBackground(false);
    }
  }

  /** After a move: returns when what it loaded is saved, and forgotten unless it is kept; or when the time is over. */
  public synchronized void awaitSaved(long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    for (long left = millis; savers > 0 && left > 0; left = millisUntil(end)) {
      wait(left);
    }
  }

  private synchronized void saveInBackground(boolean start) {
    savers++;
    RuntimeThread thread = new RuntimeThread(new Saver(start), "mosix-cache");
    thread.setPriority(Thread.MIN_PRIORITY);
    thread.start();
  }

  private boolean isOff() {
    for (ClassCache cache : caches) {
      if (!cache.isOff()) {
        return false;
      }
    }
    return true;
  }

  /** Not a lambda: those take milliseconds of a JVM that has just started. */
  private final class Saver implements Runnable {
    private final boolean start;

    private Saver(boolean start) {
      this.start = start;
    }

    @Override
    public void run() {
      boolean keepFiles = guest;
      try {
        if (start) {
          saveAtStart();
        } else {
          save();
        }
      } catch (InterruptedException | IOException | UnsupportedOperationException e) {
        // Without a cache everything works as well. Nobody interrupts; the disk may be full, not ours, or one without permissions.
        keepFiles = true;
      }
      end(keepFiles);
    }
  }

  /** A program that ends soon is started again and again: it must not find its classes missing each time. */
  private final class AtEnd implements Runnable {
    @Override
    public void run() {
      try {
        saveUnlessSaved();
      } catch (IOException | UnsupportedOperationException e) {
        // As in the background.
      }
    }
  }

  synchronized void saveUnlessSaved() throws IOException {
    if (!saved) {
      save();
    }
  }

  private void saveAtStart() throws InterruptedException, IOException {
    long begin = System.nanoTime();
    for (long moment : AT_START) {
      if (!awaitUnmoved(begin + moment * 1_000_000)) {
        return;
      }
      save();
    }
  }

  /** Waits until this time of {@link System#nanoTime}; false if a move begins before. */
  private synchronized boolean awaitUnmoved(long end) throws InterruptedException {
    for (long left = millisUntil(end); moves == 0 && left > 0; left = millisUntil(end)) {
      wait(left);
    }
    return moves == 0;
  }

  private static long millisUntil(long end) {
    return (end - System.nanoTime() + 999_999) / 1_000_000;
  }

  private synchronized void save() throws IOException {
    saved = true;
    for (ClassCache cache : caches) {
      cache.save();
    }
  }

  private synchronized void end(boolean keepFiles) {
    savers--;
    if (savers == 0 && !moving) {
      forget(keepFiles);
    }
    notifyAll();
  }

  private void forget(boolean keepFiles) {
    caches.forEach(cache -> cache.forget(keepFiles));
  }
}
