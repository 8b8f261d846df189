package org.mosix.runtime.syscall;

import static org.mosix.runtime.syscall.Trusted.UNSAFE;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The connections of a process that is away, at home: what its guest may read and write without waiting for home, see
 * {@link StreamSocket}. Looked after are those that it has accepted, and those of before that it reads again and again.
 */
final class DeputySockets {

  /** From this read on. */
  private static final int READS = 2;
  /** Bytes that are copied for one answer. */
  private static final int MOST_COPIED = 256 << 10;
  /** A smaller buffer of the system may not take what one that is called writable should. */
  private static final int LEAST_BUFFER = 32 << 10;

  /** See {@code socket(7)} and {@code poll(2)} of Linux. */
  private static final int SOL_SOCKET = 1;
  private static final int SO_SNDBUF = 7;
  private static final int O_NONBLOCK = 0x800;
  private static final int ECONNRESET = 104;
  private static final long FOR_EVER = -1;
  private static final short POLLIN = 1;
  private static final short POLLOUT = 4;
  private static final int FAILED = 8 | 16;

  private static final AtomicLong GENERATIONS = new AtomicLong();

  /** Found when first used. */
  private static final class Natives {
    static final MethodHandle POLL = find("poll", "(Ljava/io/FileDescriptor;IJ)I");
    static final MethodHandle PORT = find("localPort", "(Ljava/io/FileDescriptor;)I");
    static final MethodHandle ADDRESS = find("localInetAddress", "(Ljava/io/FileDescriptor;)Ljava/net/InetAddress;");
    static final MethodHandle OPTION = find("getIntOption0", "(Ljava/io/FileDescriptor;ZII)I");

    private static MethodHandle find(String name, String descriptor) {
      return RemoteSyscallTable.find("sun/nio/ch/Net", name, descriptor).orElseThrow().handle();
    }
  }

  /** A call of one of them. */
  private interface Native<T> {
    T call() throws Throwable;
  }

  private static <T> T call(Native<T> one) throws IOException {
    try {
      return one.call();
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("native of Java " + Runtime.version(), e);
    }
  }

  private final ConcurrentMap<Integer, Connection> connections = new ConcurrentHashMap<>();
  private final boolean off;

  /** @param off if every call is carried out before the guest goes on */
  DeputySockets(boolean off) {
    this.off = off;
  }

  /** What is known of one. */
  static final class Connection {
    private final long generation = GENERATIONS.incrementAndGet();
    private final int number;
    private final FileDescriptor descriptor;
    private int reads;
    private boolean lookedAfter;
    private boolean nonBlocking;
    private boolean mayGoBehind;
    /** Reads under way. */
    private int reading;
    /** Bytes of the stream that were read, and those of which the guest has copies. */
    private long position;
    private long copied;
    private int sequence;
    /** The guest knows that it is writable, and has not written since. */
    private boolean known;
    /** Met while copying: the guest's next read throws it. */
    private IOException failure;

    private Connection(int number) {
      this.number = number;
      this.descriptor = Descriptors.create(number);
    }

    /** One that has just come: its reads wait, and as much as ever can be written. */
    private static Connection accepted(int number) {
      Connection connection = new Connection(number);
      if (SocketCopies.areThere()) {
        connection.lookAfter(false);
        connection.known = connection.mayGoBehind;
      }
      return connection;
    }

    private void lookAfter(boolean doesNotWait) {
      try {
        nonBlocking = doesNotWait;
        mayGoBehind = option(SO_SNDBUF) >= LEAST_BUFFER;
        reads = READS;
        lookedAfter = true;
      } catch (IOException e) {
        // The next call meets the same trouble, and reports it.
        lookedAfter = false;
      }
    }

    private synchronized void block(boolean wait) {
      nonBlocking = !wait;
    }

    private synchronized void begin() {
      reading++;
      if (++reads == READS && SocketCopies.areThere()) {
        lookAfter(isNonBlocking());
      }
    }

    private boolean isNonBlocking() {
      try {
        return (Whereabouts.info(number)[1] & O_NONBLOCK) != 0;
      } catch (IOException e) {
        // Then one more read may go home.
        return false;
      }
    }

    /** @throws IOException if the connection was found to have failed while what had come was copied */
    synchronized void check() throws IOException {
      IOException met = failure;
      failure = null;
      if (met != null) {
        throw met;
      }
    }

    /** Null if it fails: then the guest asks, and is told why. */
    private Object ask(MethodHandle what) {
      try {
        return call(() -> what.invoke(descriptor));
      } catch (IOException e) {
        return null;
      }
    }

    private int option(int option) throws IOException {
      return call(() -> (int) Natives.OPTION.invokeExact(descriptor, false, SOL_SOCKET, option));
    }

    private synchronized void end(long length) {
      reading--;
      position += Math.max(0, length);
    }

    private synchronized void mayBeFull() {
      known = false;
    }

    private synchronized SocketNews news() {
      if (!lookedAfter) {
        return SocketNews.NONE;
      }
      known = mayGoBehind && isWritable();
      return new SocketNews(generation, ++sequence, known);
    }

    private boolean isWritable() {
      try {
        int ready = poll(descriptor, POLLOUT, 0);
        return (ready & POLLOUT) != 0 && (ready & FAILED) == 0;
      } catch (IOException e) {
        // The next write meets the same trouble, and reports it.
        return false;
      }
    }

    /** What is known just after it has come. */
    private synchronized void tellAccepted(Wire out) {
      SocketNews news = lookedAfter ? new SocketNews(generation, ++sequence, known) : SocketNews.NONE;
      news.write(out);
      if (news.generation() != 0) {
        Values.write(ask(Natives.PORT), out);
        Values.write(ask(Natives.ADDRESS), out);
      }
    }

    /** What a read would have thrown: the system tells a failure once. */
    private static IOException asRead(IOException met) {
      return LinuxErrors.text(ECONNRESET).equals(met.getMessage()) ? (IOException) Outcome.connectionReset() : met;
    }

    /** Copies what has come. */
    private synchronized int copy(long memory, Wire out) {
      // Copies of what the guest has copies of, or is just reading, are worth nothing to it.
      if (!lookedAfter || reading > 0 || position < copied) {
        return 0;
      }
      int length;
      try {
        length = SocketCopies.copy(number, memory);
      } catch (IOException e) {
        failure = asRead(e);
        return 0;
      }
      if (length < 0) {
        return 0;
      }
      out.putInt(number);
      (known ? new SocketNews(generation, ++sequence, true) : news()).write(out);
      out.putLong(position);
      out.putByte((length == 0 ? SocketCopies.ENDED : 0) | (nonBlocking ? SocketCopies.NON_BLOCKING : 0)
          | (length < SocketCopies.MOST ? SocketCopies.ALL : 0));
      out.putMemory(memory, length);
      copied = position + length;
      return length;
    }
  }

  /** Waits as long as it takes. */
  static void awaitWritable(FileDescriptor descriptor) throws IOException {
    poll(descriptor, POLLOUT, FOR_EVER);
  }

  private static int poll(FileDescriptor descriptor, int events, long millis) throws IOException {
    return call(() -> (int) Natives.POLL.invokeExact(descriptor, events, millis));
  }

  /** A call is about to be carried out; the connection it reads, or null. */
  Connection begin(NativeMethod method, Object[] arguments) {
    switch (rule(method)) {
      case READ:
        Connection read = connections.computeIfAbsent(number(method, arguments), Connection::new);
        read.begin();
        return read;
      case FORGET:
        connections.remove(number(method, arguments));
        connections.remove(last(method, arguments));
        return null;
      case NONE, WRITE:
        // It may fill the socket: a transfer from a file, for instance.
        Connection written = connections.get(last(method, arguments));
        if (written != null) {
          written.mayBeFull();
        }
        return null;
      default:
        return null;
    }
  }

  private static int last(NativeMethod method, Object[] arguments) {
    return Descriptors.toHome(Place.lastDescriptor(method, arguments));
  }

  private SocketRules rule(NativeMethod method) {
    return off ? SocketRules.NONE : SocketRules.of(method);
  }

  private static int number(NativeMethod method, Object[] arguments) {
    return Descriptors.toHome(Place.descriptor(method, arguments));
  }

  /** That call is over. */
  void end(Connection readOrNull, NativeMethod method, Object[] arguments, Object resultOrNull) {
    if (readOrNull != null) {
      readOrNull.end(resultOrNull == null ? 0 : ((Number) resultOrNull).longValue());
    } else if (rule(method) == SocketRules.OPEN) {
      connections.remove(method.descriptorResult() && resultOrNull != null ? (Integer) resultOrNull : last(method, arguments));
    }
  }

  /** Adds what the guest should know to the answer. */
  void tell(NativeMethod method, Object[] arguments, Object result, Wire out) {
    switch (rule(method)) {
      case READ, WRITE:
        tell(connections.get(number(method, arguments)), out);
        break;
      case ACCEPT:
        tellAccepted((Integer) result, last(method, arguments), out);
        break;
      case MODE:
        Connection connection = connections.get(number(method, arguments));
        if (connection != null) {
          connection.block((Boolean) arguments[1]);
        }
        break;
      case WAIT:
        tellReady((Long) arguments[1], (Integer) result, out);
        break;
      default:
    }
  }

  private void tellAccepted(int result, int number, Wire out) {
    if (result <= 0) {
      SocketNews.NONE.write(out);
      return;
    }
    Connection connection = Connection.accepted(number);
    connections.put(number, connection);
    connection.tellAccepted(out);
  }

  private static void tell(Connection connectionOrNull, Wire out) {
    SocketNews news = connectionOrNull == null ? SocketNews.NONE : connectionOrNull.news();
    news.write(out);
    if (news.generation() != 0) {
      synchronized (connectionOrNull) {
        out.putLong(connectionOrNull.position);
      }
    }
  }

  private void tellReady(long events, int count, Wire out) {
    long memory = 0;
    int left = MOST_COPIED;
    try {
      for (int i = 0; i < count && left > 0; i++) {
        long event = events + (long) i * Sizes.EVENT;
        int ready = UNSAFE.getInt(event + Sizes.EVENT_READY);
        Connection connection = connections.get(UNSAFE.getInt(event + Sizes.EVENT_DESCRIPTOR));
        // What failed is told by the read itself.
        if (connection != null && (ready & POLLIN) != 0 && (ready & FAILED) == 0) {
          memory = memory == 0 ? UNSAFE.allocateMemory(SocketCopies.MOST) : memory;
          left -= connection.copy(memory, out);
        }
      }
    } finally {
      UNSAFE.freeMemory(memory);
    }
    out.putInt(-1);
  }

  /** Bytes that the guest has copies of, and has read, are taken. */
  void taken(int number, int length) {
    Connection connection = connections.get(number);
    if (connection != null) {
      synchronized (connection) {
        connection.position += length;
      }
    }
  }

  /** What the guest should know after a write behind. */
  SocketNews news(int number) {
    Connection connection = connections.get(number);
    return connection == null ? SocketNews.NONE : connection.news();
  }
}
