package org.mosix.torture.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Clients of an {@link EchoServer}: all its connections have a message under way all the time. Answers the nanoseconds of all requests. */
public final class EchoLoad {

  static final int MESSAGE = 64;
  static final int BACKLOG = 1024;

  private final Selector selector = Selector.open();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(MESSAGE);
  /** Requests to be sent, and answers to come. */
  private int toSend;
  private int left;

  private EchoLoad() throws IOException {}

  public static void main(String[] args) throws Exception {
    Orders.carryOut(words -> {
      if (!words[0].equals("load")) {
        throw Orders.unknown(words);
      }
      return new EchoLoad().load(Integer.parseInt(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3]));
    });
  }

  private long load(int port, int connections, int requests) throws IOException {
    List<SocketChannel> channels = new ArrayList<>();
    try (selector) {
      for (int i = 0; i < connections; i++) {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, new int[1]);
        channels.add(channel);
      }
      toSend = requests;
      left = requests;
      long start = System.nanoTime();
      for (SocketChannel channel : channels) {
        send(channel);
      }
      while (left > 0) {
        selector.selectedKeys().clear();
        selector.select();
        for (SelectionKey key : selector.selectedKeys()) {
          receive(key);
        }
      }
      return System.nanoTime() - start;
    } finally {
      for (SocketChannel channel : channels) {
        channel.close();
      }
    }
  }

  private void send(SocketChannel channel) throws IOException {
    if (toSend-- <= 0) {
      return;
    }
    buffer.clear();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** The key's object counts what has come of an answer. */
  private void receive(SelectionKey key) throws IOException {
    SocketChannel channel = (SocketChannel) key.channel();
    int[] got = (int[]) key.attachment();
    buffer.clear().limit(MESSAGE - got[0]);
    int length = channel.read(buffer);
    if (length < 0) {
      throw new EOFException("the server closed a connection");
    }
    got[0] += length;
    if (got[0] == MESSAGE) {
      got[0] = 0;
      left--;
      send(channel);
    }
  }
}
