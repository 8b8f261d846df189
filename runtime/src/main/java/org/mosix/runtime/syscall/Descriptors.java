package org.mosix.runtime.syscall;

import static org.mosix.runtime.syscall.Trusted.UNSAFE;

import java.io.FileDescriptor;
import org.mosix.boot.Sys;
import org.mosix.boot.SysPoll;

/** File descriptors of home as numbers and as objects; on a guest they are {@link Sys#HOME_DESCRIPTOR} higher. */
public final class Descriptors {

  private static final long FD = UNSAFE.objectFieldOffset(FileDescriptor.class, "fd");
  private static final long APPEND = UNSAFE.objectFieldOffset(FileDescriptor.class, "append");

  private Descriptors() {}

  /** The number at home of a guest's descriptor; closed ones (negative) stay as they are. */
  public static int toHome(int onGuest) {
    return Sys.descriptor(onGuest) ? onGuest - Sys.HOME_DESCRIPTOR : onGuest;
  }

  /** The number on a guest of home's descriptor. */
  public static int toGuest(int atHome) {
    return atHome >= 0 && !Sys.descriptor(atHome) ? atHome + Sys.HOME_DESCRIPTOR : atHome;
  }

  static int number(Object descriptor) {
    return descriptor == null ? -1 : UNSAFE.getInt(descriptor, FD);
  }

  static void setNumber(FileDescriptor descriptor, int number) {
    UNSAFE.putInt(descriptor, FD, number);
  }

  /** A bare object around a number: nothing is closed when it is collected. */
  static FileDescriptor create(int number) {
    FileDescriptor descriptor = (FileDescriptor) Trusted.allocate(FileDescriptor.class);
    UNSAFE.putInt(descriptor, FD, number);
    return descriptor;
  }

  static void writeState(Object descriptor, Wire out) {
    out.putInt(UNSAFE.getInt(descriptor, FD));
    out.putByte(UNSAFE.getBoolean(descriptor, APPEND) ? 1 : 0);
    // Else the guest would have to ask before its first read. Nothing that waits is opened on nodes.
    int number = number(descriptor);
    out.putByte(number >= 0 && !Sys.mfsDescriptor(number) && !SysPoll.isSeekable((FileDescriptor) descriptor) ? 1 : 0);
  }

  static void readState(Object descriptor, Wire.Reader in) {
    UNSAFE.putInt(descriptor, FD, toGuest(in.getInt()));
    UNSAFE.putBoolean(descriptor, APPEND, in.getByte() != 0);
    boolean mayBlock = in.getByte() != 0;
    if (number(descriptor) >= 0) {
      SysPoll.opened((FileDescriptor) descriptor, mayBlock);
    }
  }
}
