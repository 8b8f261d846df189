package org.mosix.runtime.image;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.util.concurrent.TimeUnit;

/**
 * References that the collector has cleared wait for a thread of the VM to put them on their queues. Until then nothing but the VM's own
 * list tells that they are to be queued, so an image must not be taken before.
 */
final class PendingReferences {

  private static final long PATIENCE_MILLIS = 1_000;
  private static final MethodHandle PENDING =
      Raw.findStatic(Reference.class, "hasReferencePendingList", MethodType.methodType(boolean.class));
  private static final Field ACTIVE = Raw.field(Reference.class, "processPendingActive");
  private static final Object LOCK = Raw.getStatic(Reference.class, "processPendingLock");

  private PendingReferences() {}

  /** Waits until all are on their queues. */
  static void settle() throws CannotMove {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    synchronized (LOCK) {
      while (arePending()) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          throw new CannotMove("cleared references were not queued by the VM within " + PATIENCE_MILLIS + " ms");
        }
        try {
          // It notifies when it is through; that it has begun it does not say.
          LOCK.wait(Math.min(left, 1));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new CannotMove("interrupted while cleared references were being queued", e);
        }
      }
    }
  }

  private static boolean arePending() {
    try {
      return Raw.U.getBooleanVolatile(Raw.U.staticFieldBase(ACTIVE), Raw.U.staticFieldOffset(ACTIVE)) || (boolean) PENDING.invokeExact();
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
