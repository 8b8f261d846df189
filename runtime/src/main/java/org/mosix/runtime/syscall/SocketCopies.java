package org.mosix.runtime.syscall;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;

/**
 * Copies what has come for a connection and leaves it there: {@code recvmsg(2)} with {@code MSG_PEEK}. Of the JDK's natives that of SCTP
 * channels can, for stream sockets of every kind; it needs no SCTP in the system.
 */
final class SocketCopies {

  /** Bytes of one socket at most. */
  static final int MOST = 16 << 10;

  /** In a byte that is told with copies: the stream ends behind them. */
  static final int ENDED = 1;
  /** A read that finds nothing does not wait. */
  static final int NON_BLOCKING = 2;
  /** There was no more. */
  static final int ALL = 4;

  private static final Optional<MethodHandle> RECEIVE = receive();

  private SocketCopies() {}

  /** Empty in a JVM without the module {@code jdk.sctp}: a program made of modules may have left it out. */
  private static Optional<MethodHandle> receive() {
    try {
      Class<?> channel = Class.forName("sun.nio.ch.sctp.SctpChannelImpl", true, null);
      Class<?> container = Class.forName("sun.nio.ch.sctp.ResultContainer", true, null);
      MethodHandle receive = Trusted.LOOKUP.findStatic(channel, "receive0",
          MethodType.methodType(int.class, int.class, container, long.class, int.class, boolean.class));
      MethodHandle create = Trusted.LOOKUP.findConstructor(container, MethodType.methodType(void.class));
      return Optional.of(MethodHandles.foldArguments(
          MethodHandles.permuteArguments(receive,
              MethodType.methodType(int.class, container, int.class, long.class, int.class, boolean.class), 1, 0, 2, 3, 4), create));
    } catch (ReflectiveOperationException | LinkageError e) {
      return Optional.empty();
    }
  }

  static boolean areThere() {
    return RECEIVE.isPresent();
  }

  /**
   * @param address of {@link #MOST} bytes
   * @return how many bytes there are; 0 at the end of the stream, {@link StreamSocket#UNAVAILABLE} if there are none now
   */
  static int copy(int descriptor, long address) throws IOException {
    try {
      return (int) RECEIVE.orElseThrow().invokeExact(descriptor, address, MOST, true);
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("receive0 of " + Runtime.version(), e);
    }
  }
}
