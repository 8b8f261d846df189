package org.mosix.runtime.cache;

import java.io.IOException;
import java.util.List;
import org.mosix.boot.RuntimeThread;

/**
 * Adds to the caches of this JVM what was missing, by a thread of its own, and forgets them where their memory is worth more: at home some
 * seconds after the start, until the first move loads the hundreds of classes that moves take.
 */
public final class CacheKeeper {

  /** When to look for classes to add, in milliseconds from the start: first for those every program needs, then for those this one used. */
  private static final long[] AT_START = {400, 3_000, 10_000};
  /** From the beginning of the first move; the first of them no later than its end. */
  private static final long[] AT_MOVE = {5_000, 20_000};

  private final boolean keep;
  private final List<ClassCache> caches;
  private boolean moving;
  private boolean moved;
  /** Threads that still have something to save. */
  private int savers;

  /** @param keep what was read, also when nothing is added any more: a guest loads its process's share of the JDK late */
  public CacheKeeper(boolean keep, ClassCache... caches) {
    this.keep = keep;
    this.caches = List.of(caches);
  }

  /** The JVM has started: programs that end sooner than the first moment to save would never leave a cache. */
  public synchronized void saveFirst() {
    try {
      for (ClassCache cache : caches) {
        cache.saveFirst();
      }
    } catch (IOException | UnsupportedOperationException e) {
      // As in the background: the disk may be full, not ours, or one without permissions.
      forget(true);
    }
  }

  /** Saves from now on, as the program goes on. */
  public void start() {
    saveInBackground(true);
  }

  /** A move is about to begin. */
  public synchronized void moving() {
    if (!moving) {
      moving = true;
      caches.forEach(ClassCache::again);
      saveInBackground(false);
    }
  }

  /** A move is over: the program may end soon, and the next one's first move needs the same classes. */
  public synchronized void moved() {
    moved = true;
    notifyAll();
  }

  private synchronized void saveInBackground(boolean start) {
    if (isOff()) {
      return;
    }
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
      try {
        if (start) {
          saveAtStart();
        } else {
          saveAtMove();
        }
      } catch (InterruptedException | IOException e) {
        // Without a cache everything works as well. Nobody interrupts; the disk may be full, or not ours.
        end(true);
        return;
      }
      end(keep);
    }
  }

  private void saveAtStart() throws InterruptedException, IOException {
    long passed = 0;
    for (long moment : AT_START) {
      Thread.sleep(moment - passed);
      passed = moment;
      save();
    }
  }

  private void saveAtMove() throws InterruptedException, IOException {
    awaitMoved(AT_MOVE[0]);
    save();
    Thread.sleep(AT_MOVE[1] - AT_MOVE[0]);
    save();
  }

  private synchronized void awaitMoved(long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    for (long left = millis; !moved && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
      wait(left);
    }
  }

  private synchronized void save() throws IOException {
    for (ClassCache cache : caches) {
      cache.save();
    }
  }

  private synchronized void end(boolean keepFiles) {
    savers--;
    if (savers == 0) {
      forget(keepFiles);
    }
  }

  private void forget(boolean keepFiles) {
    caches.forEach(cache -> cache.forget(keepFiles));
  }
}
