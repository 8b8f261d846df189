package org.mosix.boot;

import java.io.FileDescriptor;
import java.lang.ref.WeakReference;

/** Which descriptors can block a reader for ever, remembered per {@code FileDescriptor} object. */
final class SysDescriptors {

  /** By descriptor number: the object that was found to never block. A number is reused, an object is not. */
  private static volatile WeakReference<?>[] regular = new WeakReference<?>[256];

  private SysDescriptors() {}

  static boolean mayBlock(FileDescriptor fd) {
    int number = SysNative.number(fd);
    if (number < 0 || RuntimeThread.isCurrent()) {
      return false;
    }
    int slot = Sys.descriptor(number) ? number - Sys.HOME_DESCRIPTOR : number;
    WeakReference<?>[] known = regular;
    if (slot < known.length) {
      @SuppressWarnings("unchecked")
      WeakReference<FileDescriptor> seen = (WeakReference<FileDescriptor>) known[slot];
      if (seen != null && seen.refersTo(fd)) {
        return false;
      }
    }
    return ask(fd, number, slot);
  }

  private static boolean ask(FileDescriptor fd, int number, int slot) {
    boolean mayBlock = Sys.descriptor(number) ? home().mayBlock(fd) : !SysNative.seekable(fd);
    if (!mayBlock) {
      remember(fd, slot);
    }
    return mayBlock;
  }

  private static synchronized void remember(FileDescriptor fd, int slot) {
    if (slot < 1 << 16) {
      if (slot >= regular.length) {
        WeakReference<?>[] more = new WeakReference<?>[Integer.highestOneBit(slot) * 2];
        System.arraycopy(regular, 0, more, 0, regular.length);
        regular = more;
      }
      regular[slot] = new WeakReference<>(fd);
    }
  }

  /** False if the thread was woken, or after some time: poll, then wait again. */
  static boolean awaitReadable(FileDescriptor fd) {
    SysPoll poll = Sys.descriptor(fd) ? new SysPoll.AtHome(home(), fd) : new SysPoll.Local(fd);
    SysWaits.Wait wait = SysWaits.enter(poll);
    try {
      return poll.await();
    } catch (Throwable e) {
      // The read that follows meets the same error and reports it as the JDK does.
      return true;
    } finally {
      SysWaits.leave(wait);
    }
  }

  private static SysCalls home() {
    SysCalls home = Sys.calls();
    if (home == null) {
      throw new IllegalStateException("a descriptor of home is read, but no process is attached here");
    }
    return home;
  }
}
