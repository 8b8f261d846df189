package org.mosix.boot;

import java.io.FileDescriptor;
import jdk.internal.misc.Unsafe;

/**
 * What {@code IOUtil} does with the number in a {@code FileDescriptor}, on a guest. Channels and selectors know descriptors by bare
 * numbers, as keys of maps too; these are home's everywhere, and only those in {@code FileDescriptor} objects are marked.
 */
public final class SysNumbers {

  private static final Unsafe UNSAFE = Unsafe.getUnsafe();
  private static final long FD = UNSAFE.objectFieldOffset(FileDescriptor.class, "fd");

  private SysNumbers() {}

  /** {@code IOUtil.fdVal}: home's number of a descriptor of home. */
  public static int fdVal(Object descriptor) {
    int number = UNSAFE.getInt(descriptor, FD);
    return Sys.descriptor(number) ? number - Sys.HOME_DESCRIPTOR : number;
  }

  /** {@code IOUtil.setfdVal}: a bare number of the program's is home's. */
  public static void setfdVal(Object descriptor, int number) {
    boolean plain = number >= 0 && !Sys.descriptor(number);
    UNSAFE.putInt(descriptor, FD, plain && Sys.process() ? number + Sys.HOME_DESCRIPTOR : number);
  }
}
