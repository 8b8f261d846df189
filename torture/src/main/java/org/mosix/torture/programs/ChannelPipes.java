package org.mosix.torture.programs;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pipes between threads, blocking and selected, and Unix domain sockets: numbers arrive in order. */
public final class ChannelPipes {
  private static final int NUMBERS = 5_000;

  static Thread writes(WritableByteChannel to) {
    Thread writer = new Thread(() -> {
      ByteBuffer out = ByteBuffer.allocateDirect(8 * 100);
      try {
        for (long n = 0; n < NUMBERS; ) {
          out.clear();
          while (out.hasRemaining()) {
            out.putLong(n++);
          }
          out.flip();
          while (out.hasRemaining()) {
            to.write(out);
          }
        }
      } catch (IOException e) {
        Check.fail("writer: " + e);
      }
    }, "writer");
    writer.start();
    return writer;
  }

  static void reads(ReadableByteChannel from) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(8 * 33);
    for (long n = 0; n < NUMBERS; ) {
      Check.holds("more", from.read(in) > 0);
      in.flip();
      while (in.remaining() >= 8) {
        Check.equal("next number", n++, in.getLong());
      }
      in.compact();
    }
  }

  static void selected() throws IOException, InterruptedException {
    Pipe pipe = Pipe.open();
    try (Pipe.SourceChannel source = pipe.source(); Pipe.SinkChannel sink = pipe.sink(); Selector selector = Selector.open()) {
      source.configureBlocking(false).register(selector, SelectionKey.OP_READ);
      Thread writer = writes(sink);
      ByteBuffer in = ByteBuffer.allocateDirect(512);
      for (long n = 0; n < NUMBERS; ) {
        selector.select();
        selector.selectedKeys().clear();
        source.read(in);
        in.flip();
        while (in.remaining() >= 8) {
          Check.equal("next number", n++, in.getLong());
        }
        in.compact();
      }
      writer.join();
    }
  }

  static void unix(Path path) throws IOException, InterruptedException {
    UnixDomainSocketAddress where = UnixDomainSocketAddress.of(path);
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(where);
        SocketChannel client = SocketChannel.open(where); SocketChannel accepted = server.accept()) {
      Check.equal("remote address", where, client.getRemoteAddress());
      Thread writer = writes(client);
      reads(accepted);
      writer.join();
    }
    Files.delete(path);
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Rounds rounds = Rounds.of(args);
    do {
      Pipe pipe = Pipe.open();
      Thread writer = writes(pipe.sink());
      reads(pipe.source());
      writer.join();
      pipe.sink().close();
      Check.equal("end", -1, pipe.source().read(ByteBuffer.allocate(1)));
      pipe.source().close();
      selected();
      unix(Path.of("pipe.sock"));
    } while (rounds.more());
    Check.ok();
  }
}
