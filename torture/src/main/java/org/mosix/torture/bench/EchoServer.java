package org.mosix.torture.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Sends back what it gets, on all connections with one thread and a selector. */
final class EchoServer implements Runnable {

  private final Selector selector;
  private final ServerSocketChannel server;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(EchoLoad.MESSAGE);

  private EchoServer() throws IOException {
    selector = Selector.open();
    server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), EchoLoad.BACKLOG);
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
  }

  /** Returns its port. */
  static long start() throws IOException {
    EchoServer echo = new EchoServer();
    Thread thread = new Thread(echo, "echo");
    thread.setDaemon(true);
    thread.start();
    return ((InetSocketAddress) echo.server.getLocalAddress()).getPort();
  }

  @Override
  public void run() {
    try {
      while (true) {
        selector.select(this::serve);
      }
    } catch (IOException | UncheckedIOException e) {
      // Its clients would wait for ever.
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private void serve(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        SocketChannel accepted = server.accept();
        if (accepted != null) {
          accepted.configureBlocking(false);
          accepted.register(selector, SelectionKey.OP_READ);
        }
      } else {
        echo(key);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void echo(SelectionKey key) throws IOException {
    SocketChannel channel = (SocketChannel) key.channel();
    buffer.clear();
    if (channel.read(buffer) < 0) {
      channel.close();
      return;
    }
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
