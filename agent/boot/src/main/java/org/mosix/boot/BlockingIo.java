package org.mosix.boot;

import java.io.FileDescriptor;

/**
 * Makes reads that can wait for ever (terminals, pipes), and waits for child processes, capturable: before the native read, instrumented JDK code waits here until
 * the descriptor is readable, in a loop with a poll, and nothing is consumed until the native read that follows.
 *
 * <p>Like {@link Blocking} this class is instrumented; what it calls is not.
 */
public final class BlockingIo {

  private BlockingIo() {}

  /**
   * Loads everything a look at a descriptor needs. Later this would happen in the middle of a read: one of {@code mosix.jar}, on whose
   * position the look-up of those very classes would put its hand.
   */
  public static void prepare() {
    SysDescriptors.mayBlock(FileDescriptor.in);
  }

  /** Returns when a read of {@code fd} would not block; at once for regular files and for descriptors that are not open. */
  public static void awaitReadable(FileDescriptor fd) {
    if (SysDescriptors.mayBlock(fd)) {
      while (!SysDescriptors.awaitReadable(fd)) {
        Poll.poll();
      }
    }
  }

  /**
   * In place of {@code Boolean.getBoolean} in {@code ProcessHandleImpl}, which asks once whether its threads have ordinary stacks, and not ones of
   * 128 KB, on which a thread can neither be captured nor resumed.
   */
  public static boolean ordinaryStacks(String property) {
    return true;
  }

  /** In place of {@code ProcessHandleImpl.waitForProcessExit0}. */
  public static int awaitExit(long pid, boolean reap) {
    int code = SysExit.await(pid, reap);
    while (code == SysExit.CANCELLED) {
      Poll.poll();
      code = SysExit.await(pid, reap);
    }
    return code;
  }
}
