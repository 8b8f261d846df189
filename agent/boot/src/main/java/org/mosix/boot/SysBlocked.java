package org.mosix.boot;

import java.io.FileDescriptor;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The natives of {@code sun.nio} that may wait for ever, as instrumented JDK code calls them. A thread in one of them counts as
 * waiting, and a stop can wake it: the native returns "interrupted", and its caller, which has a poll behind the call, tries again
 * wherever it runs then. Time-outs are the callers' own: they look at the clock before each attempt.
 *
 * <p>On a guest the calls of these methods are redirected like those of the natives themselves.
 */
public final class SysBlocked {

  private static final String CHANNELS = "sun.nio.ch.";
  private static final String WATCHES = "sun.nio.fs.LinuxWatchService";
  /** Java 21 gave sockets natives of their own for writing. */
  private static final String WRITES = Runtime.version().feature() >= 21 ? "SocketDispatcher" : "FileDispatcherImpl";

  /** Places in {@link #files}. */
  public static final int READ = 0;
  public static final int READ_VECTOR = 1;
  public static final int WRITE = 2;
  public static final int WRITE_VECTOR = 3;

  /** The natives for files in the runtime's table: at home a descriptor may be that of another node's file. */
  private static volatile int[] files = {-1, -1, -1, -1};

  private SysBlocked() {}

  /** @param natives by {@link #READ} and the others, their places in the runtime's table */
  public static void files(int[] natives) {
    files = natives.clone();
  }

  private static MethodHandle find(String type, String name, Class<?> result, Class<?>... parameters) {
    try {
      String owner = type.equals(WATCHES) ? type : CHANNELS + type;
      return SysNative.trusted().findStatic(Class.forName(owner), name, MethodType.methodType(result, parameters));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Found when first used. */
  private static final class Sockets {
    static final MethodHandle SOCKET_READ = find("SocketDispatcher", "read0",
        int.class, FileDescriptor.class, long.class, int.class);
    static final MethodHandle SOCKET_READ_VECTOR = find("SocketDispatcher", "readv0",
        long.class, FileDescriptor.class, long.class, int.class);
    static final MethodHandle SOCKET_WRITE = find(WRITES, "write0", int.class, FileDescriptor.class, long.class, int.class);
    static final MethodHandle SOCKET_WRITE_VECTOR = find(WRITES, "writev0",
        long.class, FileDescriptor.class, long.class, int.class);
  }

  /** Found when first used. */
  private static final class Datagrams {
    static final MethodHandle DATAGRAM_READ = find("DatagramDispatcher", "read0",
        int.class, FileDescriptor.class, long.class, int.class);
    static final MethodHandle DATAGRAM_READ_VECTOR = find("DatagramDispatcher", "readv0",
        long.class, FileDescriptor.class, long.class, int.class);
    static final MethodHandle DATAGRAM_WRITE = find("DatagramDispatcher", "write0",
        int.class, FileDescriptor.class, long.class, int.class);
    static final MethodHandle DATAGRAM_WRITE_VECTOR = find("DatagramDispatcher", "writev0",
        long.class, FileDescriptor.class, long.class, int.class);
    static final MethodHandle RECEIVE = find("DatagramChannelImpl", "receive0",
        int.class, FileDescriptor.class, long.class, int.class, long.class, boolean.class);
    static final MethodHandle SEND = find("DatagramChannelImpl", "send0",
        int.class, FileDescriptor.class, long.class, int.class, long.class, int.class);
  }

  /** Found when first used. */
  private static final class Connections {
    static final MethodHandle ACCEPT = find("Net", "accept",
        int.class, FileDescriptor.class, FileDescriptor.class, InetSocketAddress[].class);
    static final MethodHandle CONNECT = find("Net", "connect0",
        int.class, boolean.class, FileDescriptor.class, InetAddress.class, int.class);
    static final MethodHandle POLL = find("Net", "poll", int.class, FileDescriptor.class, int.class, long.class);
  }

  /** Found when first used. */
  private static final class UnixConnections {
    static final MethodHandle ACCEPT_UNIX = find("UnixDomainSockets", "accept0",
        int.class, FileDescriptor.class, FileDescriptor.class, Object[].class);
    static final MethodHandle CONNECT_UNIX = find("UnixDomainSockets", "connect0", int.class, FileDescriptor.class, byte[].class);
  }

  /** Found when first used. */
  private static final class Selectors {
    static final MethodHandle SELECT = find("EPoll", "wait", int.class, int.class, long.class, int.class, int.class);
  }

  /** Found when first used. */
  private static final class Watches {
    static final MethodHandle POLL = find(WATCHES, "poll", int.class, int.class, int.class);
  }

  /** Found when first used. */
  private static final class Pipes {
    static final MethodHandle FILE_READ = find("FileDispatcherImpl", "read0",
        int.class, FileDescriptor.class, long.class, int.class);
    static final MethodHandle FILE_READ_VECTOR = find("FileDispatcherImpl", "readv0",
        long.class, FileDescriptor.class, long.class, int.class);
    static final MethodHandle FILE_WRITE = find("FileDispatcherImpl", "write0",
        int.class, FileDescriptor.class, long.class, int.class);
    static final MethodHandle FILE_WRITE_VECTOR = find("FileDispatcherImpl", "writev0",
        long.class, FileDescriptor.class, long.class, int.class);
  }

  /** The calling thread is in a native, where a stop can wake it. */
  private static final class Inside implements AutoCloseable {
    private final SysNativeCall call = new SysNativeCall();
    private final SysWaits.Wait wait = SysWaits.enter(call);

    @Override
    public void close() {
      SysWaits.leave(wait);
      call.end();
    }
  }

  /** {@code SocketDispatcher.read0}. */
  public static int socketRead(FileDescriptor fd, long address, int length) throws Throwable {
    try (Inside inside = new Inside()) {
      return (int) Sockets.SOCKET_READ.invokeExact(fd, address, length);
    } catch (Throwable e) {
      throw SysStack.withoutMosix(e);
    }
  }

  /** {@code SocketDispatcher.readv0}. */
  public static long socketReadVector(FileDescriptor fd, long vectors, int count) throws Throwable {
    try (Inside inside = new Inside()) {
      return (long) Sockets.SOCKET_READ_VECTOR.invokeExact(fd, vectors, count);
    } catch (Throwable e) {
      throw SysStack.withoutMosix(e);
    }
  }

  /** {@code SocketDispatcher.write0}. */
  public static int socketWrite(FileDescriptor fd, long address, int length) throws Throwable {
    try (Inside inside = new Inside()) {
      return (int) Sockets.SOCKET_WRITE.invokeExact(fd, address, length);
    } catch (Throwable e) {
      throw SysStack.withoutMosix(e);
    }
  }

  /** {@code SocketDispatcher.writev0}. */
  public static long socketWriteVector(FileDescriptor fd, long vectors, int count) throws Throwable {
    try (Inside inside = new Inside()) {
      return (long) Sockets.SOCKET_WRITE_VECTOR.invokeExact(fd, vectors, count);
    } catch (Throwable e) {
      throw SysStack.withoutMosix(e);
    }
  }

  /** {@code DatagramDispatcher.read0}. */
  public static int datagramRead(FileDescriptor fd, long address, int length) throws Throwable {
    try (Inside inside = new Inside()) {
      return (int) Datagrams.DATAGRAM_READ.invokeExact(fd, address, length);
    } catch (Throwable e) {
      throw SysStack.withoutMosix(e);
    }
  }

  /** {@code DatagramDispatcher.readv0}. */
  public static long datagramReadVector(FileDescriptor fd, long vectors, int count) throws Throwable {
    try (Inside inside = new Inside()) {
      return (long) Datagrams.DATAGRAM_READ_VECTOR.invokeExact(fd, vectors, count);
    } catch (Throwable e) {
      throw SysStack.withoutMosix(e);
    }
  }

  /** {@code DatagramDispatcher.write0}. */
  public static int datagramWrite(FileDescriptor fd, long address, int length) throws Throwable {
    try (Inside inside = new Inside()) {
      return (int) Datagrams.DATAGRAM_WRITE.invokeExact(fd, address, length);
    } catch (Throwable e) {
      throw SysStack.withoutMosix(e);
    }
  }

  /** {@code DatagramDispatcher.writev0}. */
  public static long datagramWriteVector(FileDescriptor fd, long vectors, int count) throws Throwable {
    try (Inside inside = new Inside()) {
      return (long) Datagrams.DATAGRAM_WRITE_VECTOR.invokeExact(fd, vectors, count);
    } catch (Throwable e) {
      throw SysStack.withoutMosix(e);
    }
  }

  /** {@code DatagramChannelImpl.receive0}. */
  public static int receive(FileDescriptor fd, long address, int length, long sender, boolean connected) throws Throwable {
    try (Inside inside = new Inside()) {
      return (int) Datagrams.RECEIVE.invokeExact(fd, address, length, sender, connected);
    } catch (Throwable e) {
      throw SysStack.withoutMosix(e);
    }
  }

  /** {@code DatagramChannelImpl.send0}. */
  public static int send(FileDescriptor fd, long address, int length, long target, int targetLength) throws Throwable {
    try (Inside inside = new Inside()) {
      return (int) Datagrams.SEND.invokeExact(fd, address, length, target, targetLength);
    } catch (Throwable e) {
      throw SysStack.withoutMosix(e);
    }
  }

  /** {@code Net.accept}. */
  public static int accept(FileDescriptor fd, FileDescriptor accepted, InetSocketAddress[] from) throws Throwable {
    try (Inside inside = new Inside()) {
      return (int) Connections.ACCEPT.invokeExact(fd, accepted, from);
    } catch (Throwable e) {
      throw SysStack.withoutMosix(e);
    }
  }

  /** {@code Net.connect0}. */
  public static int connect(boolean preferIpv6, FileDescriptor fd, InetAddress to, int port) throws Throwable {
    try (Inside inside = new Inside()) {
      return (int) Connections.CONNECT.invokeExact(preferIpv6, fd, to, port);
    } catch (Throwable e) {
      throw SysStack.withoutMosix(e);
    }
  }

  /** {@code Net.poll}. */
  public static int poll(FileDescriptor fd, int events, long timeout) throws Throwable {
    try (Inside inside = new Inside()) {
      return (int) Connections.POLL.invokeExact(fd, events, timeout);
    } catch (Throwable e) {
      throw SysStack.withoutMosix(e);
    }
  }

  /** {@code UnixDomainSockets.accept0}. */
  public static int acceptUnix(FileDescriptor fd, FileDescriptor accepted, Object[] from) throws Throwable {
    try (Inside inside = new Inside()) {
      return (int) UnixConnections.ACCEPT_UNIX.invokeExact(fd, accepted, from);
    } catch (Throwable e) {
      throw SysStack.withoutMosix(e);
    }
  }

  /** {@code UnixDomainSockets.connect0}. */
  public static int connectUnix(FileDescriptor fd, byte[] path) throws Throwable {
    try (Inside inside = new Inside()) {
      return (int) UnixConnections.CONNECT_UNIX.invokeExact(fd, path);
    } catch (Throwable e) {
      throw SysStack.withoutMosix(e);
    }
  }

  /** {@code EPoll.wait}. */
  public static int select(int selector, long events, int count, int timeout) throws Throwable {
    try (Inside inside = new Inside()) {
      return (int) Selectors.SELECT.invokeExact(selector, events, count, timeout);
    } catch (Throwable e) {
      throw SysStack.withoutMosix(e);
    }
  }

  /** {@code LinuxWatchService.poll}: none is ready when the thread was woken. */
  public static int awaitEvents(int events, int requests) throws Throwable {
    try (Inside inside = new Inside()) {
      return (int) Watches.POLL.invokeExact(events, requests);
    } catch (Throwable e) {
      throw SysStack.withoutMosix(e);
    }
  }

  /** {@code FileDispatcherImpl.read0}. A file's ends by itself. */
  public static int fileRead(FileDescriptor fd, long address, int length) throws Throwable {
    if (Sys.descriptor(fd)) {
      return (int) Sys.call(files[READ], new Object[] {fd, address, length});
    }
    if (!SysDescriptors.mayBlock(fd)) {
      return (int) Pipes.FILE_READ.invokeExact(fd, address, length);
    }
    try (Inside inside = new Inside()) {
      return (int) Pipes.FILE_READ.invokeExact(fd, address, length);
    } catch (Throwable e) {
      throw SysStack.withoutMosix(e);
    }
  }

  /** {@code FileDispatcherImpl.readv0}. A file's ends by itself. */
  public static long fileReadVector(FileDescriptor fd, long vectors, int count) throws Throwable {
    if (Sys.descriptor(fd)) {
      return (long) Sys.call(files[READ_VECTOR], new Object[] {fd, vectors, count});
    }
    if (!SysDescriptors.mayBlock(fd)) {
      return (long) Pipes.FILE_READ_VECTOR.invokeExact(fd, vectors, count);
    }
    try (Inside inside = new Inside()) {
      return (long) Pipes.FILE_READ_VECTOR.invokeExact(fd, vectors, count);
    } catch (Throwable e) {
      throw SysStack.withoutMosix(e);
    }
  }

  /** {@code FileDispatcherImpl.write0}. A file's ends by itself. */
  public static int fileWrite(FileDescriptor fd, long address, int length) throws Throwable {
    if (Sys.descriptor(fd)) {
      return (int) Sys.call(files[WRITE], new Object[] {fd, address, length});
    }
    if (!SysDescriptors.mayBlock(fd)) {
      return (int) Pipes.FILE_WRITE.invokeExact(fd, address, length);
    }
    try (Inside inside = new Inside()) {
      return (int) Pipes.FILE_WRITE.invokeExact(fd, address, length);
    } catch (Throwable e) {
      throw SysStack.withoutMosix(e);
    }
  }

  /** {@code FileDispatcherImpl.writev0}. A file's ends by itself. */
  public static long fileWriteVector(FileDescriptor fd, long vectors, int count) throws Throwable {
    if (Sys.descriptor(fd)) {
      return (long) Sys.call(files[WRITE_VECTOR], new Object[] {fd, vectors, count});
    }
    if (!SysDescriptors.mayBlock(fd)) {
      return (long) Pipes.FILE_WRITE_VECTOR.invokeExact(fd, vectors, count);
    }
    try (Inside inside = new Inside()) {
      return (long) Pipes.FILE_WRITE_VECTOR.invokeExact(fd, vectors, count);
    } catch (Throwable e) {
      throw SysStack.withoutMosix(e);
    }
  }
}
