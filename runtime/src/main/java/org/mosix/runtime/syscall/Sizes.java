package org.mosix.runtime.syscall;

import java.lang.invoke.MethodType;

/** Of native structures, in bytes; as the JDK's natives tell where platforms differ. */
final class Sizes {

  /** {@code struct sockaddr_in6}, the larger of the two that {@code NativeSocketAddress} allocates. */
  static final int SOCKET_ADDRESS = 28;

  /** {@code struct epoll_event}: packed on some processors. */
  static final int EVENT = epoll("eventSize");
  /** In it: what is ready, and the descriptor. */
  static final int EVENT_READY = epoll("eventsOffset");
  static final int EVENT_DESCRIPTOR = epoll("dataOffset");

  private Sizes() {}

  private static int epoll(String method) {
    try {
      return (int) Trusted.LOOKUP.findStatic(Structs.boot("sun.nio.ch.EPoll"), method, MethodType.methodType(int.class)).invoke();
    } catch (Throwable e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
