package org.mosix.link;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

/**
 * What of a lasting link outlives its connections: which frames the other end may not have, and how many of the other end's have come.
 * Both ends count the frames that are not the connection's own; none is lost, none comes twice, and their order stays.
 */
final class Session {

  /** After so many frames, or bytes, the other end is told that they have come, and forgets them. */
  static final int FRAMES = 32;
  static final int BYTES = 256 << 10;

  final UUID id;

  private final Deque<Frame> kept = new ArrayDeque<>();
  private long sent;
  private long acknowledged;
  private boolean ended;
  /** Null while there is no connection. */
  private Channel channel;

  private volatile long received;
  private long told;
  private int untoldBytes;

  Session(UUID id) {
    this.id = id;
  }

  /** Sends a frame, now or over the next connection. Takes it over. */
  synchronized void send(Frame frame) {
    if (ended) {
      frame.release();
      return;
    }
    sent++;
    kept.add(frame);
    if (channel != null) {
      write(frame);
    }
  }

  private void write(Frame frame) {
    Frame copy = new Frame(frame.type, frame.id, frame.content().retainedDuplicate());
    Channel to = channel;
    if (to.eventLoop().inEventLoop()) {
      // Behind what other threads have handed over before.
      to.eventLoop().execute(() -> to.writeAndFlush(copy, to.voidPromise()));
    } else {
      to.writeAndFlush(copy, to.voidPromise());
    }
  }

  /** The other end has got so many frames of ours. */
  synchronized void acknowledge(long count) throws BadFrameException {
    if (count < acknowledged || count > sent) {
      throw new BadFrameException(count + " frames acknowledged (expected: " + acknowledged + " to " + sent + ")");
    }
    for (; acknowledged < count; acknowledged++) {
      kept.remove().release();
    }
  }

  /**
   * Goes on over a new connection: sends what the other end has not got, and from then on what comes.
   *
   * @param count of our frames that the other end has got
   */
  synchronized void resume(Channel to, long count) throws BadFrameException {
    acknowledge(count);
    channel = to;
    kept.forEach(this::write);
  }

  /** True if this was the present connection: there is none now. */
  synchronized boolean interrupted(Channel connection) {
    if (channel != connection) {
      return false;
    }
    channel = null;
    return true;
  }

  /** The present connection; null if there is none. */
  synchronized Channel channel() {
    return channel;
  }

  synchronized boolean isConnected() {
    return channel != null;
  }

  /** A frame of the other end has come over {@code from}; on its thread. */
  void receive(Channel from, int bytes) {
    received++;
    untoldBytes += bytes;
    if (received - told >= FRAMES || untoldBytes >= BYTES) {
      told = received;
      untoldBytes = 0;
      from.writeAndFlush(new Frame(Link.RECEIVED, received, Unpooled.EMPTY_BUFFER), from.voidPromise());
    }
  }

  /** Frames of the other end that have come. */
  long received() {
    return received;
  }

  /** Nothing more is sent, nor kept. */
  synchronized void end() {
    ended = true;
    channel = null;
    kept.forEach(Frame::release);
    kept.clear();
  }

  /** Frames that may have to be sent again. */
  synchronized int kept() {
    return kept.size();
  }
}
