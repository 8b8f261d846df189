package org.mosix.torture.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Supplier;

/**
 * A message of the size of a call, sent by TLS over loopback and sent back: what a round trip takes if nothing is done. Arguments: the
 * directory of the cluster's key, and the port of the other one, which answers the median in nanoseconds; without a port it is the server.
 */
public final class PingPong {

  /** About what a read of one byte at a position is on a link, with all heads. */
  private static final int MESSAGE = 64;

  private PingPong() {}

  public static void main(String[] args) throws Exception {
    Path key = Path.of(args[0]);
    if (args.length == 1) {
      long port = serve(BareTls.server(key, BareTls.netty()));
      Orders.carryOut(words -> port);
      return;
    }
    SynchronousQueue<Integer> answers = new SynchronousQueue<>();
    Channel channel = connect(BareTls.client(key, BareTls.netty()), Integer.parseInt(args[1]), answers);
    Orders.carryOut(words -> ping(channel, answers, Integer.parseInt(words[1])));
  }

  private static long serve(SslContext tls) throws InterruptedException {
    Channel server = new ServerBootstrap().group(new NioEventLoopGroup(1)).channel(NioServerSocketChannel.class)
        .childOption(ChannelOption.TCP_NODELAY, true).childHandler(pipeline(tls, Echo::new))
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).sync().channel();
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  private static Channel connect(SslContext tls, int port, SynchronousQueue<Integer> answers) throws InterruptedException {
    return new Bootstrap().group(new NioEventLoopGroup(1)).channel(NioSocketChannel.class).option(ChannelOption.TCP_NODELAY, true)
        .handler(pipeline(tls, () -> new Answers(answers))).connect(InetAddress.getLoopbackAddress(), port).sync().channel();
  }

  private static ChannelInitializer<SocketChannel> pipeline(SslContext tls, Supplier<ChannelHandler> last) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel channel) {
        channel.pipeline().addLast(tls.newHandler(channel.alloc()), last.get());
      }
    };
  }

  private static long ping(Channel channel, SynchronousQueue<Integer> answers, int times) throws InterruptedException {
    long[] nanos = new long[times];
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      channel.writeAndFlush(channel.alloc().buffer(MESSAGE).writeZero(MESSAGE));
      for (int got = 0; got < MESSAGE; ) {
        got += answers.take();
      }
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return nanos[times / 2];
  }

  private static final class Echo extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      context.writeAndFlush(message);
    }
  }

  private static final class Answers extends SimpleChannelInboundHandler<ByteBuf> {
    private final SynchronousQueue<Integer> to;

    private Answers(SynchronousQueue<Integer> to) {
      this.to = to;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf message) throws InterruptedException {
      to.put(message.readableBytes());
    }
  }
}
