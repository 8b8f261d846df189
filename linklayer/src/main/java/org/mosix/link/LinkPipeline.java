package org.mosix.link;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** What every link is made of, from the socket up: TLS, frames, the link's protocol. */
final class LinkPipeline extends ChannelInitializer<SocketChannel> {

  /** Enough to keep a fast network busy while the sender of an image fills its next chunk. */
  private static final WriteBufferWaterMark UNDER_WAY = new WriteBufferWaterMark(2 << 20, 4 << 20);

  private final SslContext tls;
  private final Supplier<LinkProtocol> protocol;

  private LinkPipeline(SslContext tls, Supplier<LinkProtocol> protocol) {
    this.tls = tls;
    this.protocol = protocol;
  }

  static LinkPipeline client(SslContext tls, Link.Handler handler, CompletableFuture<Link> ready) {
    return new LinkPipeline(tls, () -> new LinkProtocol(handler, ready));
  }

  static LinkPipeline server(SslContext tls, Supplier<Link.Handler> handlers) {
    return new LinkPipeline(tls, () -> new LinkProtocol(handlers.get(), null));
  }

  @Override
  protected void initChannel(SocketChannel channel) {
    channel.config().setOption(ChannelOption.TCP_NODELAY, true);
    channel.config().setOption(ChannelOption.SO_KEEPALIVE, true);
    channel.config().setWriteBufferWaterMark(UNDER_WAY);
    channel.pipeline().addLast(tls.newHandler(channel.alloc()), new FrameDecoder(Link.MAX_PAYLOAD), FrameEncoder.INSTANCE,
        protocol.get());
  }
}
