package org.mosix.link;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/** Accepts links from JVMs of the same cluster. Whoever has no certificate of the cluster gets no byte beyond the TLS handshake. */
public final class LinkServer implements AutoCloseable {

  /** Long enough for a busy event loop; a close that takes longer is finished by it later. */
  private static final long CLOSE_MILLIS = 10_000;

  private final Channel channel;

  private LinkServer(Channel channel) {
    this.channel = channel;
  }

  /**
   * Listens.
   *
   * @param at port 0 lets the system choose, see {@link #address()}
   * @param handlers gives the handler of each new connection
   * @throws IOException if the address cannot be listened at
   */
  public static LinkServer listen(ClusterKey key, InetSocketAddress at, Supplier<Link.Handler> handlers) throws IOException {
    ChannelFuture bound = new ServerBootstrap().group(LinkThreads.group()).channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_REUSEADDR, true).childHandler(LinkPipeline.server(key.tls(), handlers, new Sessions()))
        .bind(at).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException("cannot listen at " + at.getHostString() + ":" + at.getPort() + ": " + bound.cause().getMessage(),
          bound.cause());
    }
    return new LinkServer(bound.channel());
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) channel.localAddress();
  }

  /** Accepts no more; links that are open stay open. Returns when the address is free again. */
  @Override
  public void close() {
    channel.close().awaitUninterruptibly(CLOSE_MILLIS);
  }
}
