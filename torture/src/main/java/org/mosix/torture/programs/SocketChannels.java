package org.mosix.torture.programs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Blocking socket channels: gathering and scattering, large transfers, and reads ended by close and by interrupt. */
public final class SocketChannels {
  private static final int LARGE = 1 << 20;

  static void serve(ServerSocketChannel server) {
    ByteBuffer head = ByteBuffer.allocateDirect(8);
    ByteBuffer body = ByteBuffer.allocate(LARGE);
    try (SocketChannel channel = server.accept()) {
      for (;;) {
        head.clear();
        body.clear();
        while (head.hasRemaining() || body.hasRemaining()) {
          if (channel.read(new ByteBuffer[] {head, body}) < 0) {
            Check.holds("ends between messages", head.position() == 0);
            return;
          }
        }
        head.flip();
        body.flip();
        while (head.hasRemaining() || body.hasRemaining()) {
          channel.write(new ByteBuffer[] {head, body});
        }
      }
    } catch (IOException e) {
      Check.fail("server: " + e);
    }
  }

  static void exchange(SocketChannel channel, long number) throws IOException, InterruptedException {
    ByteBuffer sent = ByteBuffer.allocate(8 + LARGE).putLong(number);
    while (sent.hasRemaining()) {
      sent.put((byte) (number + sent.position()));
    }
    sent.flip();
    // Larger than what the sockets hold: the writer waits for a reader.
    Thread writer = new Thread(() -> {
      try {
        while (sent.hasRemaining()) {
          channel.write(sent);
        }
      } catch (IOException e) {
        Check.fail("writer: " + e);
      }
    }, "writer");
    writer.start();
    ByteBuffer got = ByteBuffer.allocateDirect(8 + LARGE);
    while (got.hasRemaining()) {
      Check.holds("more to read", channel.read(got) > 0);
    }
    writer.join();
    got.flip();
    Check.equal("what came back", -1, got.mismatch(sent.flip()));
  }

  static void endsByClose(ServerSocketChannel silent, boolean interrupt) throws IOException, InterruptedException {
    SocketChannel channel = SocketChannel.open(silent.getLocalAddress());
    SocketChannel other = silent.accept();
    Throwable[] end = new Throwable[1];
    Thread reader = new Thread(() -> {
      try {
        channel.read(ByteBuffer.allocate(10));
      } catch (IOException e) {
        end[0] = e;
      }
    }, "reader");
    reader.start();
    Thread.sleep(20);
    if (interrupt) {
      reader.interrupt();
    } else {
      channel.close();
    }
    reader.join();
    // A reader that has not begun yet finds the channel closed.
    boolean expected = interrupt ? end[0] instanceof ClosedByInterruptException : end[0] instanceof ClosedChannelException;
    Check.holds("end of a blocked read: " + end[0], expected);
    Check.holds("closed", !channel.isOpen());
    Check.equal("the other end", -1, other.read(ByteBuffer.allocate(1)));
    other.close();
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Rounds rounds = Rounds.of(args);
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (ServerSocketChannel server = ServerSocketChannel.open().bind(any); ServerSocketChannel silent = ServerSocketChannel.open().bind(any)) {
      Thread thread = new Thread(() -> serve(server), "server");
      thread.start();
      try (SocketChannel channel = SocketChannel.open(server.getLocalAddress())) {
        long number = 0;
        do {
          exchange(channel, ++number);
          endsByClose(silent, number % 2 == 0);
        } while (rounds.more());
      }
      thread.join();
    }
    Check.ok();
  }
}
