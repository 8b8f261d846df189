package org.mosix.runtime.syscall;

import java.io.IOException;
import java.util.function.IntPredicate;

/** What a process away from home does without waiting for home: reads that are answered from what is here, and writes that go behind. */
final class AheadAndBehind implements AutoCloseable {

  /** Instead of a result: only home can carry out the call. */
  static final Object AT_HOME = new Object();

  /** The call as it is made without all this. */
  interface Plain {
    Object call() throws Throwable;
  }

  private final WriteBehind behind;
  private final SequentialFiles files;
  private final StreamSockets sockets;

  /** @param direct files that this JVM reads and writes by itself */
  AheadAndBehind(WriteBehind.Sink home, HomeFiles homeFiles, IntPredicate direct) {
    behind = new WriteBehind(home);
    files = new SequentialFiles(homeFiles, behind, direct);
    sockets = new StreamSockets(behind);
  }

  Object call(NativeMethod method, Object[] arguments, Plain plain) throws Throwable {
    return sockets.call(method, arguments, () -> files.call(method, arguments, plain));
  }

  /** A call on a file that this JVM uses by itself; others see it at once. */
  Object notAtHome(Plain plain) throws Throwable {
    return files.notAtHome(plain);
  }

  /** True if nothing is behind. */
  boolean isDone() {
    return behind.isDone();
  }

  /** A call on a file that this JVM uses by itself is over. */
  void changedBesides() {
    files.changedBesides();
  }

  /** Reads what home tells of sockets with an answer. */
  void told(NativeMethod method, Object[] arguments, Wire.Reader in) {
    sockets.told(method, arguments, in);
  }

  /** Sends what is to be done behind; how many batches were sent, for requests that home is to carry out after them. */
  int sent() {
    return behind.sent();
  }

  /** Returns when all that was taken before is done at home, or has failed. */
  void drain() {
    behind.drain();
  }

  /** What was read ahead of files may be old. */
  void changed() {
    files.changed();
  }

  /**
   * The process is stopped and may go on elsewhere.
   *
   * @throws IOException if home does not answer, or if a write has failed that the program has not been told of; then it must stay
   */
  void settle() throws IOException {
    behind.drain();
    files.settle();
  }

  /** The process, settled, runs elsewhere. */
  @Override
  public void close() {
    files.close();
  }
}
