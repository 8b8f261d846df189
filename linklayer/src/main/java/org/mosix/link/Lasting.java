package org.mosix.link;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.io.IOException;

/** One end of a lasting link: its session, and what is done when its connection is lost, made again, or given up. */
final class Lasting {

  /** From {@code NEW} to {@code CONNECTED}; between that and {@code INTERRUPTED} any number of times; {@code ENDED} from all, for good. */
  private enum State { NEW, CONNECTED, INTERRUPTED, ENDED }

  private final Link link;
  private final Session session;
  /** Where the accepting end keeps it; null at the connecting end. */
  private final Sessions sessions;
  private LastingEnd end;
  private State state = State.NEW;
  private Interruption interruption;

  Lasting(Link link, Session session, Sessions sessionsOrNull, LastingEnd end) {
    this.link = link;
    this.session = session;
    this.sessions = sessionsOrNull;
    this.end = end;
  }

  Link link() {
    return link;
  }

  Session session() {
    return session;
  }

  /** What is known of the other end from now on. */
  synchronized void end(LastingEnd known) {
    end = known;
  }

  synchronized LastingEnd end() {
    return end;
  }

  /**
   * The link has this connection now.
   *
   * @param count frames of ours that the other end has got
   * @return false if the link has ended meanwhile
   */
  boolean connected(Channel channel, long count) throws BadFrameException {
    boolean again;
    synchronized (this) {
      if (state == State.ENDED) {
        return false;
      }
      again = interruption != null;
      if (again) {
        interruption.end();
        interruption = null;
      }
      state = State.CONNECTED;
      link.use(channel);
      session.resume(channel, count);
    }
    link.wakeWriters();
    if (again) {
      link.handler().resumed(link);
    }
    return true;
  }

  /** A connection of this link has ended without a word; it may be an old one. */
  void lost(Channel channel, Throwable cause) {
    Interruption begun;
    synchronized (this) {
      if (state != State.CONNECTED || !session.interrupted(channel)) {
        return;
      }
      state = State.INTERRUPTED;
      begun = new Interruption(this, cause);
      interruption = begun;
    }
    link.wakeWriters();
    link.handler().interrupted(link);
    begun.attempt();
  }

  /** Tells the other end, behind all that was sent, and ends the link. */
  void close() {
    Channel open = session.channel();
    if (open == null) {
      LinkThreads.group().execute(() -> ended(null));
      return;
    }
    open.eventLoop().execute(() -> {
      open.writeAndFlush(new Frame(Link.END, 0, Unpooled.EMPTY_BUFFER)).addListener(told -> open.close());
      ended(null);
    });
  }

  /** The link is over, by an orderly end of either side (no cause) or because the other end is out of reach. */
  void ended(IOException causeOrNull) {
    boolean known;
    synchronized (this) {
      if (state == State.ENDED) {
        return;
      }
      known = state != State.NEW;
      state = State.ENDED;
      if (interruption != null) {
        interruption.end();
      }
    }
    if (sessions != null) {
      sessions.remove(session.id);
    }
    session.end();
    if (known) {
      link.over(causeOrNull);
    }
  }

  synchronized boolean isConnected() {
    return state == State.CONNECTED;
  }

  synchronized boolean hasEnded() {
    return state == State.ENDED;
  }
}
