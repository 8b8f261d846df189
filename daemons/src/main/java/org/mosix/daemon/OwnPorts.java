package org.mosix.daemon;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.mosix.info.DatagramPort;
import org.mosix.link.NodeAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The UDP ports of this node, one for each of its addresses: what goes to a network comes from the address there. */
final class OwnPorts implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OwnPorts.class);

  private final Map<InetSocketAddress, DatagramPort> ports = new LinkedHashMap<>();

  private OwnPorts() {}

  /** @throws IOException if one of the addresses cannot be had */
  static OwnPorts open(List<NodeAddress> addresses) throws IOException {
    OwnPorts own = new OwnPorts();
    try {
      for (NodeAddress address : addresses) {
        own.ports.put(address.socketAddress(), DatagramPort.open(address.socketAddress()));
      }
    } catch (IOException e) {
      own.close();
      throw e;
    }
    return own;
  }

  /** Hands what comes to {@code receiver}, a thread for each port. */
  void receive(BiConsumer<byte[], InetSocketAddress> receiver) {
    ports.values().forEach(port -> Threads.named("datagrams").newThread(() -> port.receive(receiver)).start());
  }

  void send(byte[] datagram, InetSocketAddress to) throws IOException {
    InetSocketAddress from = null;
    for (InetSocketAddress own : ports.keySet()) {
      from = from == null || common(own.getAddress(), to.getAddress()) > common(from.getAddress(), to.getAddress()) ? own : from;
    }
    ports.get(from).send(datagram, to);
  }

  /** Leading bits that two addresses have in common; none if they are of different kinds, or one is not known. */
  static int common(InetAddress one, InetAddress other) {
    if (one == null || other == null || one.getAddress().length != other.getAddress().length) {
      return -1;
    }
    byte[] left = one.getAddress();
    byte[] right = other.getAddress();
    for (int i = 0; i < left.length; i++) {
      int differ = (left[i] ^ right[i]) & 0xff;
      if (differ != 0) {
        return 8 * i + Integer.numberOfLeadingZeros(differ) - 24;
      }
    }
    return 8 * left.length;
  }

  @Override
  public void close() {
    for (DatagramPort port : ports.values()) {
      try {
        port.close();
      } catch (IOException e) {
        LOG.warn("datagrams: {}", e.toString());
      }
    }
  }
}
