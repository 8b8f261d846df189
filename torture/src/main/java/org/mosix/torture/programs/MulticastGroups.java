package org.mosix.torture.programs;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** Multicast on the loopback interface: members get what is sent to their group, a blocked source is not heard, and who has left hears nothing. */
public final class MulticastGroups {

  private static final int PATIENCE_MILLIS = 10_000;
  private static final int SILENCE_MILLIS = 30;

  private final NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
  private final InetAddress group = InetAddress.getByName("239.77.1." + (1 + ProcessHandle.current().pid() % 250));
  private final DatagramChannel sender = DatagramChannel.open(StandardProtocolFamily.INET).bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

  private MulticastGroups() throws IOException {
    sender.setOption(StandardSocketOptions.IP_MULTICAST_IF, loopback).setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true);
  }

  public static void main(String[] args) throws IOException {
    Rounds rounds = Rounds.of(args);
    MulticastGroups groups = new MulticastGroups();
    try (MulticastSocket socket = new MulticastSocket(0); DatagramChannel channel = groups.member(); Selector selector = Selector.open()) {
      socket.joinGroup(new InetSocketAddress(groups.group, 0), groups.loopback);
      MembershipKey key = channel.join(groups.group, groups.loopback);
      channel.configureBlocking(false).register(selector, SelectionKey.OP_READ);
      for (int n = 0; n == 0 || rounds.more(); n++) {
        groups.send(n, socket.getLocalPort());
        Check.equal("at the socket", n, received(socket, PATIENCE_MILLIS));
        groups.send(n, channel.socket().getLocalPort());
        Check.equal("at the channel", n, selected(selector, channel, PATIENCE_MILLIS));
        Check.holds("still a member", key.isValid());
        if (n % 10 == 0) {
          key = groups.withoutSource(key, selector, channel, n);
          groups.withoutMembership(socket, n);
        }
      }
      key.drop();
      Check.holds("no member any more", !key.isValid());
    }
    Check.ok();
  }

  private DatagramChannel member() throws IOException {
    return DatagramChannel.open(StandardProtocolFamily.INET).setOption(StandardSocketOptions.SO_REUSEADDR, true).bind(new InetSocketAddress(0));
  }

  private void send(int n, int port) throws IOException {
    Check.equal("sent", Integer.BYTES, sender.send(ByteBuffer.allocate(Integer.BYTES).putInt(0, n), new InetSocketAddress(group, port)));
  }

  private MembershipKey withoutSource(MembershipKey key, Selector selector, DatagramChannel channel, int n) throws IOException {
    InetAddress source = InetAddress.getLoopbackAddress();
    key.block(source);
    send(n, channel.socket().getLocalPort());
    Check.equal("of a blocked source", -1, selected(selector, channel, SILENCE_MILLIS));
    key.unblock(source);
    send(-n, channel.socket().getLocalPort());
    Check.equal("of a source that is blocked no more", -n, selected(selector, channel, PATIENCE_MILLIS));
    key.drop();
    MembershipKey only = channel.join(group, loopback, source);
    send(n, channel.socket().getLocalPort());
    Check.equal("of the only source", n, selected(selector, channel, PATIENCE_MILLIS));
    only.drop();
    return channel.join(group, loopback);
  }

  private void withoutMembership(MulticastSocket socket, int n) throws IOException {
    socket.leaveGroup(new InetSocketAddress(group, 0), loopback);
    try (MulticastSocket other = new MulticastSocket(0)) {
      other.joinGroup(new InetSocketAddress(group, 0), loopback);
      socket.joinGroup(new InetSocketAddress(group, 0), loopback);
      send(n, other.getLocalPort());
      Check.equal("at the new member", n, received(other, PATIENCE_MILLIS));
    }
  }

  /** The number that came; -1 if none did in time. */
  private static int received(MulticastSocket socket, int millis) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[64], 64);
    socket.setSoTimeout(millis);
    try {
      socket.receive(packet);
    } catch (SocketTimeoutException e) {
      return -1;
    }
    Check.equal("length", Integer.BYTES, packet.getLength());
    return ByteBuffer.wrap(packet.getData()).getInt();
  }

  private static int selected(Selector selector, DatagramChannel channel, int millis) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(64);
    if (selector.select(millis) == 0) {
      return -1;
    }
    selector.selectedKeys().clear();
    Check.holds("from somewhere", channel.receive(buffer) != null);
    Check.equal("length", Integer.BYTES, buffer.position());
    return buffer.getInt(0);
  }
}
