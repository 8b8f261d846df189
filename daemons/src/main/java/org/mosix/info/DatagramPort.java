package org.mosix.info;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A UDP port: one thread receives until it is closed, any thread sends. */
public final class DatagramPort implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DatagramPort.class);

  /** Larger than any datagram of ours; what is longer is cut, and then no datagram of ours. */
  private static final int LARGEST = 2048;

  private final DatagramChannel channel;

  private DatagramPort(DatagramChannel channel) {
    this.channel = channel;
  }

  /** @throws IOException if the address cannot be had */
  public static DatagramPort open(InetSocketAddress at) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.bind(at);
    } catch (IOException e) {
      channel.close();
      throw new IOException("cannot receive datagrams at " + at.getHostString() + ":" + at.getPort() + ": " + e.getMessage(), e);
    }
    return new DatagramPort(channel);
  }

  /**
   * Opens a port that hears what is sent to a group; several processes of a machine may.
   *
   * @param on the interface of which group and sender are
   * @param routers that what is sent passes at most, plus 1
   * @throws IOException if the interface or the system does not do multicast
   */
  public static DatagramPort openGroup(InetSocketAddress group, NetworkInterface on, int routers) throws IOException {
    ProtocolFamily family = group.getAddress() instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
    DatagramChannel channel = DatagramChannel.open(family);
    try {
      // at the group's address: datagrams to this port of this machine are none for the group
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true).bind(group);
      channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, on).setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true)
          .setOption(StandardSocketOptions.IP_MULTICAST_TTL, routers).join(group.getAddress(), on);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw new IOException("no multicast to " + group.getAddress().getHostAddress() + ":" + group.getPort() + " on " + on.getName() + ": "
          + e.getMessage(), e);
    }
    return new DatagramPort(channel);
  }

  /** Hands what comes, and from where, to {@code receiver}, until the port is closed. */
  public void receive(BiConsumer<byte[], InetSocketAddress> receiver) {
    ByteBuffer buffer = ByteBuffer.allocate(LARGEST);
    while (true) {
      try {
        InetSocketAddress from = (InetSocketAddress) channel.receive(buffer.clear());
        receiver.accept(Arrays.copyOf(buffer.array(), buffer.position()), from);
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        // for instance the answer of a host that nobody listens there: says nothing about the next datagram
        LOG.debug("datagram: {}", e.toString());
      } catch (RuntimeException e) {
        LOG.error("datagram", e);
      }
    }
  }

  /** @throws IOException if the system does not take it; whether it arrives nobody says */
  public void send(byte[] datagram, InetSocketAddress to) throws IOException {
    channel.send(ByteBuffer.wrap(datagram), to);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
