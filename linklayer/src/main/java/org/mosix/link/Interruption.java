package org.mosix.link;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The time in which a lasting link has no connection. The end that connected tries again and again; the other waits for it, and meanwhile
 * looks whether the other's machine is there at all. Both give up when it was out of reach for as long as their patience lasts, and at
 * once when the other JVM is known to be gone: its connection was closed, and nobody listens at its address any more.
 */
final class Interruption {

  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Duration ATTEMPT = Duration.ofSeconds(3);
  /** More than one, in case the first met a socket that is just being closed. */
  private static final int REFUSALS = 2;

  private final Lasting lasting;
  private final Throwable cause;
  /** The other's system closed the connection, as it does for a JVM that ends; a network that is cut is just silent. */
  private final boolean closed;
  private final Patience patience;
  private int refusals;
  private boolean over;

  Interruption(Lasting lasting, Throwable cause) {
    this.lasting = lasting;
    this.cause = cause;
    this.closed = !(cause instanceof Pulse.SilentException);
    this.patience = new Patience(lasting.end().patience(), ATTEMPT.plus(PAUSE), System.nanoTime());
  }

  /** Tries, now and as long as it takes. */
  void attempt() {
    LastingEnd end = lasting.end();
    boolean impatient;
    synchronized (this) {
      if (over) {
        return;
      }
      impatient = patience.isOver(System.nanoTime());
      over = impatient;
    }
    if (impatient) {
      lasting.ended(new IOException("out of reach for " + end.patience().toMillis() + " ms" + because(), cause));
    } else if (end.address() == null) {
      later();
    } else {
      new Bootstrap().group(LinkThreads.group()).channel(NioSocketChannel.class)
          .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) ATTEMPT.toMillis())
          .handler(end.connects() ? LinkPipeline.again(end.tls(), lasting, this) : new ChannelInboundHandlerAdapter())
          .connect(end.address()).addListener((ChannelFuture connected) -> connected(connected));
    }
  }

  private void connected(ChannelFuture connected) {
    if (!connected.isSuccess()) {
      refused(connected.cause());
      return;
    }
    synchronized (this) {
      refusals = 0;
      patience.renew(System.nanoTime());
    }
    // If it is ours to connect, the protocol goes on, or reports its failure.
    if (!lasting.end().connects()) {
      connected.channel().close();
      later();
    }
  }

  private void refused(Throwable failure) {
    boolean gone;
    synchronized (this) {
      // Time-outs and missing routes are other kinds of exceptions, or say so.
      boolean refusal = failure instanceof ConnectException && String.valueOf(failure.getMessage()).startsWith("Connection refused");
      refusals = refusal ? refusals + 1 : 0;
      gone = closed && refusals >= REFUSALS && !over;
      over |= gone;
    }
    if (gone) {
      lasting.ended(new IOException("nobody is there any more" + because(), cause));
    } else {
      later();
    }
  }

  /** A connection that had been made ended before the session went on. */
  void failed() {
    later();
  }

  private void later() {
    LinkThreads.group().schedule(this::attempt, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private String because() {
    return cause == null ? "" : " (" + cause.getMessage() + ")";
  }

  /** The link goes on, or has ended otherwise. */
  synchronized void end() {
    over = true;
  }
}
