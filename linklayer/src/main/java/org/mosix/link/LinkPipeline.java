package org.mosix.link;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** What every link is made of, from the socket up: TLS, frames, the link's protocol. */
final class LinkPipeline extends ChannelInitializer<SocketChannel> {

  /** Enough to keep a fast network busy while the sender of an image fills its next chunk. */
  private static final WriteBufferWaterMark UNDER_WAY = new WriteBufferWaterMark(2 << 20, 4 << 20);

  private final Supplier<ChannelHandler> tls;
  private final Supplier<LinkProtocol> protocol;

  private LinkPipeline(Supplier<ChannelHandler> tls, Supplier<LinkProtocol> protocol) {
    this.tls = tls;
    this.protocol = protocol;
  }

  /** @param endOrNull for a lasting link */
  static LinkPipeline client(ClusterTls tls, Link.Handler handler, CompletableFuture<Link> ready, LastingEnd endOrNull) {
    return new LinkPipeline(tls::client, () -> new ConnectingProtocol(handler, ready, endOrNull));
  }

  /** For another connection of a lasting link. */
  static LinkPipeline again(ClusterTls tls, Lasting lasting, Interruption interruption) {
    return new LinkPipeline(tls::client, () -> new ConnectingProtocol(lasting, interruption));
  }

  static LinkPipeline server(ClusterTls tls, Supplier<Link.Handler> handlers, Sessions sessions) {
    return new LinkPipeline(tls::server, () -> new AcceptingProtocol(handlers, sessions));
  }

  @Override
  protected void initChannel(SocketChannel channel) {
    channel.config().setOption(ChannelOption.TCP_NODELAY, true);
    channel.config().setOption(ChannelOption.SO_KEEPALIVE, true);
    channel.config().setWriteBufferWaterMark(UNDER_WAY);
    Pulse pulse = new Pulse();
    channel.pipeline().addLast(pulse, tls.get(), new FrameDecoder(Link.MAX_PAYLOAD), FrameEncoder.INSTANCE,
        protocol.get().with(pulse));
  }
}
