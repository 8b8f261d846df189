package org.mosix.boot;

import java.io.FileDescriptor;

/** One wait of a thread for a descriptor, here or at home, that another thread can end early. */
public abstract class SysPoll extends SysWake {

  private static long lastId;

  private SysPoll() {}

  /** Names a wait at home. */
  static synchronized long nextId() {
    return ++lastId;
  }

  /** A wait for a descriptor of this JVM. */
  public static SysPoll local(FileDescriptor fd) {
    return new Local(fd);
  }

  /** True for what has a position (files): its reads end. False for terminals, pipes and sockets. */
  public static boolean isSeekable(FileDescriptor fd) {
    return SysNative.seekable(fd);
  }

  /** What home knows of a descriptor that it has just opened: whether reads may wait for ever. */
  public static void opened(FileDescriptor fd, boolean mayBlock) {
    SysDescriptors.opened(fd, mayBlock);
  }

  /** True once the descriptor is readable; false after {@link #cancel} or some time. Throws what {@code poll(2)} reports. */
  public abstract boolean await() throws Throwable;

  /** A descriptor of this JVM. */
  static final class Local extends SysPoll {

    private static final long MILLIS = 500;

    private final FileDescriptor fd;
    private volatile long thread;

    Local(FileDescriptor fd) {
      this.fd = fd;
    }

    @Override
    public boolean await() throws Throwable {
      thread = SysNative.currentThread();
      try {
        return SysNative.readable(fd, MILLIS);
      } finally {
        thread = 0;
      }
    }

    @Override
    public void cancel() {
      long waiting = thread;
      if (waiting != 0) {
        SysNative.signal(waiting);
      }
    }
  }

  /** A descriptor of home, seen from a guest. */
  static final class AtHome extends SysPoll {

    private static final long MILLIS = 30_000;
    private final SysCalls home;
    private final FileDescriptor fd;
    private final long id;

    AtHome(SysCalls home, FileDescriptor fd) {
      this.home = home;
      this.fd = fd;
      this.id = nextId();
    }

    @Override
    public boolean await() {
      return home.awaitReadable(fd, id, MILLIS);
    }

    @Override
    public void cancel() {
      home.cancelWait(id);
    }
  }
}
