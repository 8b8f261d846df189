package org.mosix.torture.programs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

/** One selector with all connections of an echo server, another with all clients; time-outs and wake-ups. */
public final class Selectors {
  private static final int CLIENTS = 20;
  private static volatile boolean over;
  private static volatile boolean leaving;

  static void serve(Selector selector, ServerSocketChannel server) {
    try {
      server.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
      while (!over) {
        selector.select();
        for (Iterator<SelectionKey> i = selector.selectedKeys().iterator(); i.hasNext(); i.remove()) {
          SelectionKey key = i.next();
          if (key.isAcceptable()) {
            SocketChannel accepted = server.accept();
            accepted.configureBlocking(false).register(selector, SelectionKey.OP_READ, ByteBuffer.allocateDirect(4096));
          } else {
            echoOrEnd(key);
          }
        }
      }
    } catch (IOException e) {
      Check.fail("server: " + e);
    }
  }

  /** A client that has enough closes its connection, whatever is still on its way. */
  static void echoOrEnd(SelectionKey key) throws IOException {
    try {
      echo(key, (SocketChannel) key.channel(), (ByteBuffer) key.attachment());
    } catch (IOException e) {
      Check.holds("server: " + e, leaving);
      key.channel().close();
    }
  }

  static void echo(SelectionKey key, SocketChannel channel, ByteBuffer buffer) throws IOException {
    if (key.isReadable() && channel.read(buffer) < 0) {
      channel.close();
      return;
    }
    buffer.flip();
    channel.write(buffer);
    buffer.compact();
    key.interestOps((buffer.position() > 0 ? SelectionKey.OP_WRITE : 0) | (buffer.hasRemaining() ? SelectionKey.OP_READ : 0));
  }

  /** A client: sends numbers one after the other and counts what comes back. */
  static final class Client {
    private final ByteBuffer out = ByteBuffer.allocate(1000 * 8);
    private final ByteBuffer in = ByteBuffer.allocateDirect(777 * 8);
    private long sent;
    private long got;

    void write(SocketChannel channel) throws IOException {
      while (out.remaining() >= 8) {
        out.putLong(sent++);
      }
      out.flip();
      channel.write(out);
      out.compact();
    }

    void read(SocketChannel channel) throws IOException {
      channel.read(in);
      in.flip();
      while (in.remaining() >= 8) {
        Check.equal("next number", got++, in.getLong());
      }
      in.compact();
    }
  }

  static void talk(InetSocketAddress server, Rounds rounds) throws IOException {
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < CLIENTS; i++) {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(server);
        channel.register(selector, SelectionKey.OP_CONNECT, new Client());
      }
      while (rounds.more()) {
        selector.select(key -> {
          SocketChannel channel = (SocketChannel) key.channel();
          Client client = (Client) key.attachment();
          try {
            if (key.isConnectable() && channel.finishConnect()) {
              key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            } else {
              client.write(channel);
              client.read(channel);
            }
          } catch (IOException e) {
            Check.fail("client: " + e);
          }
        }, 1000);
      }
      leaving = true;
      for (SelectionKey key : selector.keys()) {
        Check.holds("bytes came back", ((Client) key.attachment()).got > 0);
        key.channel().close();
      }
    }
  }

  static void wake(Selector idle, Rounds rounds) {
    try {
      while (rounds.more()) {
        long start = System.nanoTime();
        int ready = idle.select(60);
        Check.equal("nothing is ready", 0, ready);
        Check.holds("not too early", System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(59));
        idle.wakeup();
        idle.select();
      }
    } catch (IOException e) {
      Check.fail("idle selector: " + e);
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Rounds rounds = Rounds.of(args);
    try (Selector selector = Selector.open(); Selector idle = Selector.open(); ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      Thread serving = new Thread(() -> serve(selector, server), "server");
      serving.start();
      Thread waking = new Thread(() -> wake(idle, rounds), "idle");
      waking.start();
      talk((InetSocketAddress) server.getLocalAddress(), rounds);
      over = true;
      selector.wakeup();
      serving.join();
      waking.join();
    }
    Check.ok();
  }
}
