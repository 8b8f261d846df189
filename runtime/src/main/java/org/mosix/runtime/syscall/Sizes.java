package org.mosix.runtime.syscall;

import java.lang.invoke.MethodType;

/** Of native structures, in bytes; as the JDK's natives tell where platforms differ. */
final class Sizes {

  /** {@code struct sockaddr_in6}, the larger of the two that {@code NativeSocketAddress} allocates. */
  static final int SOCKET_ADDRESS = 28;

  /** {@code struct epoll_event}: packed on some processors. */
  static final int EVENT = event();

  private Sizes() {}

  private static int event() {
    try {
      return (int) Trusted.LOOKUP.findStatic(Structs.boot("sun.nio.ch.EPoll"), "eventSize", MethodType.methodType(int.class)).invoke();
    } catch (Throwable e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
