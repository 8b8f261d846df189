package org.mosix.runtime.syscall;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/** The connections that a process away from home reads and writes. */
final class StreamSockets {

  /** Operations of {@code epoll_ctl(2)}. */
  private static final int ADD = 1;
  private static final int DELETE = 2;

  private final WriteBehind behind;
  private final ConcurrentMap<Integer, StreamSocket> sockets = new ConcurrentHashMap<>();

  /** By home's bare numbers, as the program has them. */
  private final ConcurrentMap<Integer, Selector> selectors = new ConcurrentHashMap<>();

  /** An {@code epoll} descriptor of home. */
  private static final class Selector extends Behind {
    private Selector(int number) {
      super(number);
    }
  }

  StreamSockets(WriteBehind behind) {
    this.behind = behind;
  }

  Object call(NativeMethod method, Object[] arguments, AheadAndBehind.Plain plain) throws Throwable {
    switch (SocketRules.of(method)) {
      case READ:
        return read(sockets.computeIfAbsent(Place.descriptor(method, arguments), StreamSocket::new), method, arguments, plain);
      case WRITE:
        StreamSocket socket = socket(method, arguments);
        return socket == null ? plain.call() : write(socket, method, arguments, plain);
      case FORGET:
        forget(Place.descriptor(method, arguments));
        forget(Place.lastDescriptor(method, arguments));
        return plain.call();
      case OPEN:
        Object result = plain.call();
        forget(method.descriptorResult() ? (Integer) result : Place.lastDescriptor(method, arguments));
        return result;
      case PORT:
        return known(socket(method, arguments), StreamSocket::port, method, plain);
      case ADDRESS:
        return known(socket(method, arguments), StreamSocket::address, method, plain);
      case MODE:
        return block(socket(method, arguments), method, arguments, plain);
      case SELECTOR:
        return select(selectors.computeIfAbsent((Integer) arguments[0], Selector::new), method, arguments, plain);
      case WAIT:
        Selector waiting = selectors.get((Integer) arguments[0]);
        if (waiting != null) {
          waiting.tellFailure(method);
        }
        return plain.call();
      default:
        StreamSocket other = sockets.get(Place.lastDescriptor(method, arguments));
        if (other != null) {
          // A transfer from a file, for instance, may fill it.
          other.leaveWriting();
        }
        return plain.call();
    }
  }

  /** Null if nothing is known of it. */
  private StreamSocket socket(NativeMethod method, Object[] arguments) {
    return sockets.get(Place.descriptor(method, arguments));
  }

  private static Object known(StreamSocket socketOrNull, Function<StreamSocket, Object> what, NativeMethod method, AheadAndBehind.Plain plain)
      throws Throwable {
    Object known = socketOrNull == null ? null : what.apply(socketOrNull);
    if (known == null) {
      return plain.call();
    }
    LocalCounters.OF_PROCESS.countCached(method);
    return known;
  }

  /** Cannot fail for an open socket, so nobody waits for it. */
  private Object block(StreamSocket socketOrNull, NativeMethod method, Object[] arguments, AheadAndBehind.Plain plain) throws Throwable {
    if (socketOrNull == null || !socketOrNull.block((Boolean) arguments[1])) {
      return plain.call();
    }
    behind.call(socketOrNull, method, arguments, false);
    LocalCounters.OF_PROCESS.countCached(method);
    return null;
  }

  /** What else is told about a descriptor that is there already may fail, as the JDK expects: it looks for it. */
  private Object select(Selector selector, NativeMethod method, Object[] arguments, AheadAndBehind.Plain plain) throws Throwable {
    int operation = (Integer) arguments[1];
    if (operation != ADD && operation != DELETE || selector.hasFailed()) {
      return plain.call();
    }
    // The JDK does not ask either what becomes of a descriptor that it has closed.
    behind.call(selector, method, arguments, operation == DELETE);
    LocalCounters.OF_PROCESS.countCached(method);
    return 0;
  }

  private void forget(int number) {
    StreamSocket socket = sockets.remove(number);
    if (socket != null) {
      socket.giveUp();
    }
    selectors.remove(Descriptors.toHome(number));
  }

  private Object read(StreamSocket socket, NativeMethod method, Object[] arguments, AheadAndBehind.Plain plain) throws Throwable {
    Object here = socket.read(method, arguments, behind);
    if (here != AheadAndBehind.AT_HOME) {
      LocalCounters.OF_PROCESS.countCached(method);
      return here;
    }
    socket.leave();
    try {
      return plain.call();
    } finally {
      socket.left();
    }
  }

  private Object write(StreamSocket socket, NativeMethod method, Object[] arguments, AheadAndBehind.Plain plain) throws Throwable {
    socket.tellFailure(method);
    CallBytes bytes = new CallBytes(method, arguments);
    if (bytes.length() > 0 && socket.mayWrite(bytes.length())) {
      behind.send(socket, bytes);
      LocalCounters.OF_PROCESS.countCached(method);
      return bytes.moved(bytes.length());
    }
    socket.leaveWriting();
    return plain.call();
  }

  /** Reads what home has told with the answer to a call on sockets. */
  void told(NativeMethod method, Object[] arguments, Wire.Reader in) {
    switch (SocketRules.of(method)) {
      case READ, WRITE:
        toldOne(socket(method, arguments), in);
        break;
      case ACCEPT:
        toldAccepted(Place.lastDescriptor(method, arguments), in);
        break;
      case WAIT:
        toldMany(in);
        break;
      default:
    }
  }

  private static void toldOne(StreamSocket socketOrNull, Wire.Reader in) {
    SocketNews news = SocketNews.read(in);
    if (socketOrNull != null) {
      socketOrNull.told(news, news.generation() == 0 ? 0 : in.getLong());
    }
  }

  /** A connection that has just come: what was known of its number was known of another. */
  private void toldAccepted(int number, Wire.Reader in) {
    SocketNews news = SocketNews.read(in);
    if (news.generation() != 0) {
      Integer port = (Integer) Values.read(in);
      Object address = Values.read(in);
      forget(number);
      sockets.computeIfAbsent(number, StreamSocket::new).accepted(news, port, address);
    }
  }

  private void toldMany(Wire.Reader in) {
    for (int number = in.getInt(); number >= 0; number = in.getInt()) {
      SocketNews news = SocketNews.read(in);
      long from = in.getLong();
      int state = in.getByte();
      byte[] bytes = in.getBytes();
      StreamSocket socket = sockets.get(Descriptors.toGuest(number));
      if (socket != null) {
        socket.told(news, from, state, bytes);
      }
    }
  }
}
