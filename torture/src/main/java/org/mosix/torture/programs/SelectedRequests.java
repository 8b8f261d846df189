package org.mosix.torture.programs;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Random;

/** A server with a selector answers requests of connections that come and go: scattered reads, gathered answers, half-closed ends. */
public final class SelectedRequests {
  private static final int CLIENTS = 6;
  private static final int HEAD = 8;
  private static volatile boolean over;

  /** A connection of the server: requests of two numbers, answers of as many bytes as the first says, counted. */
  static final class Connection {
    private final ByteBuffer length = ByteBuffer.allocateDirect(HEAD / 2);
    private final ByteBuffer seed = ByteBuffer.allocate(HEAD / 2);
    private ByteBuffer[] answer = {};
    private long served;
    private boolean ended;

    /** False when all is done. */
    boolean goOn(SelectionKey key) throws IOException {
      SocketChannel channel = (SocketChannel) key.channel();
      while (write(channel)) {
        if (ended) {
          return false;
        }
        long read = channel.read(new ByteBuffer[] {length, seed});
        if (read < 0) {
          Check.holds("a whole request", length.position() == 0);
          ended = true;
          answer = new ByteBuffer[] {ByteBuffer.allocate(8).putLong(0, served)};
        } else if (length.hasRemaining() || seed.hasRemaining()) {
          key.interestOps(SelectionKey.OP_READ);
          return true;
        } else {
          answer(length.getInt(0), seed.getInt(0));
        }
      }
      key.interestOps(SelectionKey.OP_WRITE);
      return true;
    }

    private void answer(int bytes, int from) {
      byte[] body = body(bytes, from);
      answer = new ByteBuffer[] {ByteBuffer.allocate(4).putInt(0, bytes), ByteBuffer.wrap(body, 0, bytes / 3),
          ByteBuffer.allocateDirect(bytes - bytes / 3).put(body, bytes / 3, bytes - bytes / 3).flip()};
      length.clear();
      seed.clear();
      served++;
    }

    /** True when nothing is left to write. */
    private boolean write(SocketChannel channel) throws IOException {
      long left = left();
      while (left > 0) {
        channel.write(answer);
        long now = left();
        if (now == left) {
          return false;
        }
        left = now;
      }
      return true;
    }

    private long left() {
      long left = 0;
      for (ByteBuffer part : answer) {
        left += part.remaining();
      }
      return left;
    }
  }

  static byte[] body(int length, int seed) {
    byte[] body = new byte[length];
    new Random(seed).nextBytes(body);
    return body;
  }

  static void serve(Selector selector, ServerSocketChannel server) {
    try {
      server.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
      while (!over) {
        selector.select(key -> {
          try {
            handle(selector, key);
          } catch (IOException e) {
            Check.fail("server: " + e);
          }
        });
      }
    } catch (IOException e) {
      Check.fail("server: " + e);
    }
  }

  static void handle(Selector selector, SelectionKey key) throws IOException {
    if (!key.isAcceptable()) {
      if (!((Connection) key.attachment()).goOn(key)) {
        key.channel().close();
      }
      return;
    }
    SocketChannel accepted = ((ServerSocketChannel) key.channel()).accept();
    if (accepted != null) {
      Check.equal("its own address", ((ServerSocketChannel) key.channel()).getLocalAddress(), accepted.getLocalAddress());
      accepted.configureBlocking(false);
      accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
      accepted.register(selector, SelectionKey.OP_READ, new Connection());
    }
  }

  /** Exchanges on one connection, some of them one behind the other without waiting. */
  static void talk(InetSocketAddress server, Random random) {
    try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      long sent = 0;
      for (int exchange = 1 + random.nextInt(12); exchange > 0; exchange--) {
        int ahead = 1 + random.nextInt(5);
        int[][] requests = new int[ahead][];
        ByteBuffer all = ByteBuffer.allocate(ahead * HEAD);
        for (int i = 0; i < ahead; i++) {
          requests[i] = new int[] {random.nextInt(random.nextInt(8) == 0 ? 100_000 : 2_000), random.nextInt()};
          all.putInt(requests[i][0]).putInt(requests[i][1]);
        }
        int cut = random.nextInt(all.capacity());
        out.write(all.array(), 0, cut);
        out.write(all.array(), cut, all.capacity() - cut);
        for (int[] request : requests) {
          Check.equal("length", request[0], in.readInt());
          byte[] got = new byte[request[0]];
          in.readFully(got);
          Check.holds("the very bytes", Arrays.equals(body(request[0], request[1]), got));
        }
        sent += ahead;
      }
      socket.shutdownOutput();
      Check.equal("requests served", sent, in.readLong());
      Check.equal("the end", -1, in.read());
    } catch (IOException e) {
      Check.fail("client: " + e);
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Rounds rounds = Rounds.of(args);
    try (Selector selector = Selector.open(); ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      InetSocketAddress address = (InetSocketAddress) server.getLocalAddress();
      Thread serving = new Thread(() -> serve(selector, server), "server");
      serving.start();
      Thread[] clients = new Thread[CLIENTS];
      for (int i = 0; i < CLIENTS; i++) {
        Random random = new Random(i);
        clients[i] = new Thread(() -> {
          while (rounds.more()) {
            talk(address, random);
          }
        }, "client " + i);
        clients[i].start();
      }
      for (Thread client : clients) {
        client.join();
      }
      over = true;
      selector.wakeup();
      serving.join();
    }
    Check.ok();
  }
}
