package org.mosix.runtime.syscall;

/**
 * A connection that stays at home, as the program away from home reads and writes it. Of what has come for it home tells copies when a
 * selector finds it readable, which are read here; home takes as much from the connection afterwards, so what is not read here stays
 * there. Writes are carried out behind while they are sure not to make anybody wait.
 */
final class StreamSocket extends Behind {

  /** Bytes that are written behind at the same time, at most: less than the system takes of a socket that it calls writable. */
  static final int WINDOW = 8 << 10;

  /** Writes that are: each may cost the system more than its bytes. */
  static final int WRITES = 4;

  /** Native results, see {@code sun.nio.ch.IOStatus}. */
  static final int END_OF_STREAM = -1;
  static final int UNAVAILABLE = -2;
  static final int INTERRUPTED = -3;

  private static final byte[] NOTHING = {};

  /** 0 while home does not look after it. */
  private long generation;
  /** Bytes of the stream that the program has read. */
  private long position;
  private int newest;
  private boolean writable;
  /** Copies of what follows in the stream, from {@link #next} on. */
  private byte[] copies = NOTHING;
  private int next;
  private boolean ended;
  /** There was no more when they were made, and a read of nothing does not wait. */
  private boolean empty;
  /** Reads that home is carrying out: they may move the position. */
  private int outside;
  /** Of this end; null if it is not known here. */
  private volatile Object address;
  private volatile Integer port;
  /** What the program has said here about waiting; null if it has said nothing. */
  private Boolean nonBlocking;
  /** The program has closed it, or changed how it behaves. */
  private boolean givenUp;

  StreamSocket(int number) {
    super(number);
  }

  /** What a native would return; {@link AheadAndBehind#AT_HOME} if only home knows. */
  synchronized Object read(NativeMethod method, Object[] arguments, WriteBehind behind) {
    if (outside > 0 || givenUp) {
      return AheadAndBehind.AT_HOME;
    }
    CallBytes bytes = new CallBytes(method, arguments);
    int length = Math.min(bytes.length(), copies.length - next);
    if (length > 0) {
      bytes.give(0, copies, next, length);
      next += length;
      position += length;
      behind.take(this, length);
      return bytes.moved(length);
    }
    if (bytes.length() <= 0 || next < copies.length) {
      return AheadAndBehind.AT_HOME;
    }
    if (ended) {
      return bytes.moved(END_OF_STREAM);
    }
    if (empty) {
      // Once: what has come since is told with the next readiness, or by the next read.
      empty = false;
      return bytes.moved(UNAVAILABLE);
    }
    return AheadAndBehind.AT_HOME;
  }

  /** A read goes home. */
  synchronized void leave() {
    outside++;
    forgetCopies();
  }

  /** That read is over. */
  synchronized void left() {
    outside--;
  }

  private void forgetCopies() {
    copies = NOTHING;
    next = 0;
    ended = false;
    empty = false;
  }

  /** Nothing is read or written here any more. */
  synchronized void giveUp() {
    givenUp = true;
  }

  /** Whether a write is sure not to make anybody wait. */
  synchronized boolean mayWrite(int length) {
    return writable && !givenUp && !hasFailed() && pending() < WRITES && pendingBytes() + length <= WINDOW;
  }

  /** A write goes home: how the system stands then is told with its answer. */
  synchronized void leaveWriting() {
    writable = false;
  }

  @Override
  synchronized void sent(SocketNews news) {
    if (news.generation() == generation && news.sequence() > newest) {
      newest = news.sequence();
      writable = news.writable();
    }
  }

  /** With the answer that brought it. */
  synchronized void accepted(SocketNews news, Integer localPort, Object localAddress) {
    told(news, 0);
    port = localPort;
    address = localAddress;
  }

  /** Null if it is not known here. */
  Integer port() {
    return port;
  }

  /** Null if it is not known here. */
  Object address() {
    return address;
  }

  /** From now on reads and writes wait, or do not; false if home must be asked. */
  synchronized boolean block(boolean wait) {
    nonBlocking = !wait;
    empty = false;
    return generation != 0 && !givenUp && !hasFailed();
  }

  /** With the answer to a read or write. */
  synchronized void told(SocketNews news, long read) {
    if (news.generation() != generation) {
      generation = news.generation();
      position = read;
      newest = 0;
      writable = false;
      forgetCopies();
    }
    position = Math.max(position, read);
    sent(news);
  }

  /** Copies of what follows home's {@code from} bytes of the stream. */
  synchronized void told(SocketNews news, long from, int state, byte[] bytes) {
    if (news.generation() != generation) {
      return;
    }
    sent(news);
    // Home may not know yet what was read here since.
    long known = position - from;
    if (outside > 0 || known < 0 || known > bytes.length) {
      return;
    }
    copies = bytes;
    next = (int) known;
    ended = (state & SocketCopies.ENDED) != 0;
    boolean waits = nonBlocking == null ? (state & SocketCopies.NON_BLOCKING) == 0 : !nonBlocking;
    empty = !waits && (state & SocketCopies.ALL) != 0 && bytes.length > 0;
  }
}
