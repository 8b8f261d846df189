package org.mosix.boot;

import java.io.FileDescriptor;
import java.lang.ref.WeakReference;

/**
 * Which descriptors can block a reader for ever, remembered per {@code FileDescriptor} object and its number: on a guest the objects of the
 * standard streams stand for home's as soon as a process comes.
 */
final class SysDescriptors {

  /** By descriptor number, that of home's without the mark: what was found out about the object. A number is reused, an object is not. */
  private static volatile Known[] table = new Known[256];

  private SysDescriptors() {}

  private static final class Known extends WeakReference<FileDescriptor> {
    private final int number;
    private final boolean mayBlock;

    private Known(FileDescriptor fd, int number, boolean mayBlock) {
      super(fd);
      this.number = number;
      this.mayBlock = mayBlock;
    }
  }

  static boolean mayBlock(FileDescriptor fd) {
    int number = SysNative.number(fd);
    // Of nodes only files are opened.
    if (number < 0 || Sys.mfsDescriptor(number) || RuntimeThread.callsAreLocal()) {
      return false;
    }
    int slot = slot(number);
    Known[] known = table;
    if (slot < known.length) {
      Known seen = known[slot];
      if (seen != null && seen.number == number && seen.refersTo(fd)) {
        return seen.mayBlock;
      }
    }
    boolean mayBlock = Sys.descriptor(number) ? home().mayBlock(fd) : !SysNative.seekable(fd);
    remember(fd, number, mayBlock);
    return mayBlock;
  }

  private static int slot(int number) {
    return Sys.descriptor(number) ? number - Sys.HOME_DESCRIPTOR : number;
  }

  /** Home has said so when it opened the file: it need not be asked. */
  static void opened(FileDescriptor fd, boolean mayBlock) {
    remember(fd, SysNative.number(fd), mayBlock);
  }

  private static synchronized void remember(FileDescriptor fd, int number, boolean mayBlock) {
    int slot = slot(number);
    if (slot < 1 << 16) {
      if (slot >= table.length) {
        Known[] more = new Known[Integer.highestOneBit(slot) * 2];
        System.arraycopy(table, 0, more, 0, table.length);
        table = more;
      }
      table[slot] = new Known(fd, number, mayBlock);
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

  static SysCalls home() {
    SysCalls home = Sys.calls();
    if (home == null) {
      throw new IllegalStateException("a descriptor of home is read, but no process is attached here");
    }
    return home;
  }
}
