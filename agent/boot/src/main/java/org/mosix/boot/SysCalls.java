package org.mosix.boot;

import java.io.FileDescriptor;
import java.io.IOException;

/** How a guest's facades reach home. Implemented by the runtime, which lives in its own class loader. */
public abstract class SysCalls {

  /**
   * Carries out a native method at home.
   *
   * @param index its place in the table of natives
   * @param arguments the receiver, if there is one, then the boxed arguments; what the native writes to is written to here
   * @return the boxed result, null for void
   * @throws Throwable what the native threw at home, with the same class and message
   */
  public abstract Object call(int index, Object[] arguments) throws Throwable;

  /**
   * The same for a native that may wait for ever.
   *
   * @param waitId names this call for {@link #cancelWait}, which makes the native return as if interrupted by a signal
   */
  public abstract Object callBlocking(int index, Object[] arguments, long waitId) throws Throwable;

  /** The file of a descriptor whose bytes are read and written here, for one call; null if the call has to go the usual way. Makes no calls. */
  public SysFile file(int fd) {
    return null;
  }

  /** True if a read of {@code fd} can wait for ever: it is a terminal, a pipe or a socket of home. */
  public abstract boolean mayBlock(FileDescriptor fd);

  /**
   * Duplicates a descriptor at home if a read of it would wait.
   *
   * @return its number here; -1 if a read does not wait
   */
  public abstract int keep(FileDescriptor fd) throws IOException;

  /**
   * Waits at home until a read of {@code fd} would not block; consumes nothing.
   *
   * @param waitId names this wait for {@link #cancelWait}
   * @param millis how long at most
   * @return false if the time is over or the wait was cancelled
   */
  public abstract boolean awaitReadable(FileDescriptor fd, long waitId, long millis);

  /** Waits at home for the end of a child process; {@link SysExit#CANCELLED} if the wait was cancelled. */
  public abstract int awaitExit(long pid, boolean reap, long waitId);

  /** Ends a wait of another thread early. No effect if it is over. */
  public abstract void cancelWait(long waitId);
}
