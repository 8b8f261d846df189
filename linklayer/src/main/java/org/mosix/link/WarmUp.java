package org.mosix.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/** Runs the code of links before it is needed: the first TLS handshake of a JVM takes half a second, the tenth some milliseconds. */
public final class WarmUp {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final byte PING = 1;

  private static boolean sealing;
  private static boolean opening;

  private WarmUp() {}

  /**
   * The cipher of {@link BulkSender}: about 0.1 s of one processor, the first time. Nothing where there is native TLS, which the other end has, too,
   * if its node is like this one; if not, the first of many megabytes take longer.
   */
  public static synchronized void sealing(ClusterKey key) throws IOException {
    if (!sealing && NativeTls.of(key) == null) {
      BulkCipher.warmUpSealing();
      sealing = true;
    }
  }

  /** The cipher of {@link BulkReceiver}, in the same way. */
  public static synchronized void opening(ClusterKey key) throws IOException {
    if (!opening && NativeTls.of(key) == null) {
      BulkCipher.warmUpOpening();
      opening = true;
    }
  }

  /**
   * Links this JVM with itself and makes calls. For guests that wait.
   *
   * @param links handshakes
   * @param calls round trips over each link
   */
  public static void links(ClusterKey key, int links, int calls) throws IOException {
    try (LinkServer server = LinkServer.listen(key, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Echo::new)) {
      for (int i = 0; i < links; i++) {
        try (Link link = Link.connect(key, server.address(), new Echo(), PATIENCE)) {
          ping(link, calls);
        }
      }
    }
  }

  private static void ping(Link link, int calls) throws IOException {
    try {
      for (int i = 0; i < calls; i++) {
        link.call(PING, Unpooled.wrappedBuffer(new byte[i & 0x3ff])).get().release();
      }
    } catch (ExecutionException e) {
      throw new IOException("cannot link this JVM with itself: " + Reason.of(e.getCause()), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while warming up");
    }
  }

  private static final class Echo implements Link.Handler {
    @Override
    public void frame(Link link, byte type, long id, ByteBuf payload) {
      link.reply(id, payload.retain());
    }

    @Override
    public void closed(Link link, Throwable causeOrNull) {
      // it was only a rehearsal
    }
  }
}
