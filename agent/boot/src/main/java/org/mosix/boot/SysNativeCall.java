package org.mosix.boot;

/**
 * A thread of this JVM inside a native that may wait for ever. The JDK's wake-up signal ends its system call with {@code EINTR}, which
 * the natives of {@code sun.nio.ch} report as "interrupted, try again": nothing was consumed, and what calls them polls and tries again.
 */
public final class SysNativeCall extends SysWake {

  private long thread = SysNative.currentThread();

  /** For the calling thread; to be ended by it. */
  public SysNativeCall() {}

  /** Afterwards nobody signals the thread, which may come to its end. */
  public synchronized void end() {
    thread = 0;
  }

  @Override
  public synchronized void cancel() {
    if (thread != 0) {
      SysNative.signal(thread);
    }
  }
}
