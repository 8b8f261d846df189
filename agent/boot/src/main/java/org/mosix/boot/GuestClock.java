package org.mosix.boot;

import jdk.internal.misc.Unsafe;
import jdk.internal.misc.VM;

/**
 * The program's clocks on a guest: home's, by offsets added to the local ones, so that no call goes home. At home both offsets are 0.
 *
 * <p>The fields are plain: they change while every thread of the program is stopped. The offset of the wall clock is a whole number of
 * milliseconds, so that {@code currentTimeMillis} and {@code Instant.now()} agree exactly, as at home.
 */
public final class GuestClock {

  private static final Unsafe UNSAFE = Unsafe.getUnsafe();

  private static long nanoOffset;
  private static long wallOffsetMillis;

  private GuestClock() {}

  /**
   * Sets both clocks.
   *
   * @param nanos home's {@code System.nanoTime()} less the local one at the same moment, in nanoseconds
   * @param wallMillis home's wall clock less the local one, in milliseconds
   */
  public static void set(long nanos, long wallMillis) {
    nanoOffset = nanos;
    wallOffsetMillis = wallMillis;
  }

  /** {@code System.nanoTime()} of the program. */
  public static long nanoTime() {
    return System.nanoTime() + nanoOffset;
  }

  /** {@code System.currentTimeMillis()} of the program. */
  public static long currentTimeMillis() {
    return System.currentTimeMillis() + wallOffsetMillis;
  }

  /** {@code VM.getNanoTimeAdjustment} of the program: nanoseconds of the wall clock since {@code offsetSeconds}, or -1 if too far. */
  public static long getNanoTimeAdjustment(long offsetSeconds) {
    long adjustment = VM.getNanoTimeAdjustment(offsetSeconds);
    return adjustment == -1 ? -1 : adjustment + wallOffsetMillis * 1_000_000L;
  }

  /** {@code Unsafe.park}: an absolute deadline is a time of the program's wall clock. */
  public static void park(Object unsafe, boolean isAbsolute, long time) {
    UNSAFE.park(isAbsolute, isAbsolute ? time - wallOffsetMillis : time);
  }
}
