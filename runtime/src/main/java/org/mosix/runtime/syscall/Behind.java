package org.mosix.runtime.syscall;

import org.mosix.boot.SysStack;

/** A descriptor of home on which the program does things that home carries out later, see {@link WriteBehind}. */
abstract class Behind {

  private final int number;
  private volatile Throwable failure;
  /** Bytes and things that home has not told to be done; written under the lock of {@link WriteBehind}. */
  private volatile int pendingBytes;
  private volatile int pending;

  /** @param number as the program has it */
  Behind(int number) {
    this.number = number;
  }

  final int number() {
    return number;
  }

  /** One of them has failed; home does not do those that follow. */
  void fail(Throwable why) {
    failure = why;
  }

  final boolean hasFailed() {
    return failure != null;
  }

  /** Throws that failure, once, as the native that is called would. */
  final void tellFailure(NativeMethod method) throws Throwable {
    if (hasFailed()) {
      throw SysStack.thrownBy(takeFailure().fillInStackTrace(), method.className(), method.name());
    }
  }

  /** That failure, to be thrown by the next call on the descriptor, once. */
  Throwable takeFailure() {
    Throwable taken = failure;
    failure = null;
    return taken;
  }

  final void begin(int bytes) {
    pendingBytes += bytes;
    pending++;
  }

  final void end(int bytes, int calls) {
    pendingBytes -= bytes;
    pending -= calls;
  }

  final int pendingBytes() {
    return pendingBytes;
  }

  final int pending() {
    return pending;
  }

  /** Home has done something that was to be sent. */
  void sent(SocketNews news) {
    throw new IllegalStateException("descriptor " + number + " (expected: a socket)");
  }
}
