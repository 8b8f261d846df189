package org.mosix.boot;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;

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
    SysKept.prepare();
  }

  /**
   * Returns when a read would not block, with the stream to read: {@code stream} itself or, if there was something to wait for, another one with the same
   * file, which nobody closes meanwhile. To be followed by {@link SysKept#done}.
   */
  public static FileInputStream readable(FileInputStream stream) throws IOException {
    FileDescriptor fd = stream.getFD();
    FileDescriptor kept = kept(fd);
    return kept == fd ? stream : SysKept.input(kept);
  }

  /** The same for a file. */
  public static RandomAccessFile readable(RandomAccessFile file) throws IOException {
    FileDescriptor fd = file.getFD();
    FileDescriptor kept = kept(fd);
    return kept == fd ? file : SysKept.file(kept);
  }

  /** Returns when a read of {@code fd} would not block: {@code fd} itself if there was nothing to wait for, else another one of the same file. */
  private static FileDescriptor kept(FileDescriptor fd) throws IOException {
    FileDescriptor kept = SysKept.keep(fd);
    while (kept != fd && !SysDescriptors.awaitReadable(kept)) {
      Poll.poll();
    }
    return kept;
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
