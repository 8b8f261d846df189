package org.mosix.torture.programs;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** Datagrams over sockets and channels, connected and not: each arrives whole, from whom it came, or a time-out says that none did. */
public final class Datagrams {
  /** Length of the datagram that ends the server. */
  private static final int LAST = 1999;

  static void answer(DatagramChannel channel) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(2000);
    try {
      for (;;) {
        buffer.clear();
        SocketAddress from = channel.receive(buffer);
        buffer.flip();
        if (buffer.remaining() == LAST) {
          return;
        }
        channel.send(buffer, from);
      }
    } catch (IOException e) {
      Check.fail("server: " + e);
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Rounds rounds = Rounds.of(args);
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (DatagramChannel server = DatagramChannel.open().bind(any); DatagramSocket socket = new DatagramSocket(any);
        DatagramChannel connected = DatagramChannel.open().bind(any)) {
      InetSocketAddress where = (InetSocketAddress) server.getLocalAddress();
      connected.connect(where);
      socket.setSoTimeout(5_000);
      Thread thread = new Thread(() -> answer(server), "server");
      thread.start();
      int n = 0;
      do {
        byte[] sent = new byte[1 + n++ % 1500];
        sent[0] = (byte) n;
        socket.send(new DatagramPacket(sent, sent.length, where));
        DatagramPacket got = new DatagramPacket(new byte[2000], 2000);
        socket.receive(got);
        Check.equal("length", sent.length, got.getLength());
        Check.equal("content", sent[0], got.getData()[0]);
        Check.equal("from", where, got.getSocketAddress());
        connected.write(ByteBuffer.wrap(sent));
        ByteBuffer back = ByteBuffer.allocate(2000);
        Check.equal("connected", sent.length, connected.read(back));
        if (n % 200 == 0) {
          nothingComes(any);
        }
      } while (rounds.more());
      connected.write(ByteBuffer.allocate(LAST));
      thread.join();
    }
    Check.ok();
  }

  static void nothingComes(InetSocketAddress any) throws IOException {
    try (DatagramSocket silent = new DatagramSocket(any)) {
      silent.setSoTimeout(50);
      silent.receive(new DatagramPacket(new byte[10], 10));
      Check.fail("a datagram from nobody");
    } catch (SocketTimeoutException e) {
      Check.equal("time-out", "Receive timed out", e.getMessage());
    }
  }
}
