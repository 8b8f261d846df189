package org.mosix.daemon;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.Collections;
import java.util.List;
import org.mosix.link.NodeAddress;

/**
 * How nodes find each other without a map.
 *
 * @param on the interface whose neighbours are meant
 * @param address of this node on it
 * @param group where all listen
 * @param routers that announcements may pass, plus 1
 */
record DiscoverySettings(NetworkInterface on, InetAddress address, InetSocketAddress group, int routers) {

  /** In the range that RFC 2365 leaves to organisations. */
  static final String DEFAULT_GROUP = "239.192.46.60:4661";

  DiscoverySettings {
    if (!group.getAddress().isMulticastAddress()) {
      throw new IllegalArgumentException("group: " + group.getHostString() + " (expected: a multicast address, 224.0.0.0 to 239.255.255.255)");
    }
    if (routers < 0 || routers > 255) {
      throw new IllegalArgumentException("ttl: " + routers + " (expected: 0 to 255)");
    }
  }

  /**
   * Looks at the interfaces of this machine.
   *
   * @param where name of an interface, or an address of this machine; empty: the first interface that is up and not loopback
   * @param group address and port
   */
  static DiscoverySettings of(String where, String group, int routers) throws IOException {
    int colon = group.lastIndexOf(':');
    if (colon < 1 || !group.substring(colon + 1).matches("[1-9]\\d{0,4}")) {
      throw new IllegalArgumentException("group: " + group + " (expected: ADDRESS:PORT)");
    }
    InetSocketAddress at = new InetSocketAddress(InetAddress.getByName(group.substring(0, colon)), Integer.parseInt(group.substring(colon + 1)));
    for (NetworkInterface on : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress address : Collections.list(on.getInetAddresses())) {
        boolean fits = where.isEmpty() ? !on.isLoopback() : where.equals(on.getName()) || where.equals(address.getHostAddress());
        if (fits && on.isUp() && address instanceof Inet4Address) {
          return new DiscoverySettings(on, address, at, routers);
        }
      }
    }
    return ofLoopback(where, at, routers);
  }

  /** All of 127.0.0.0/8 is the machine's, though only one address of it is listed. */
  private static DiscoverySettings ofLoopback(String where, InetSocketAddress group, int routers) throws IOException {
    List<NetworkInterface> all = Collections.list(NetworkInterface.getNetworkInterfaces());
    if (where.matches("127(\\.\\d{1,3}){3}")) {
      for (NetworkInterface on : all) {
        if (on.isLoopback() && on.isUp()) {
          return new DiscoverySettings(on, InetAddress.getByName(where), group, routers);
        }
      }
    }
    throw new IllegalArgumentException("discover: " + (where.isEmpty() ? "no interface that is up, not loopback, and has an IPv4 address"
        : "no interface or address " + where) + " (expected: one of " + all.stream().map(NetworkInterface::getName).toList() + ", or an address of one)");
  }

  /** As {@code omdiscd} numbered: the last two bytes of the address, 192.168.10.220 is 2780. */
  int number() {
    byte[] bytes = address.getAddress();
    int number = Byte.toUnsignedInt(bytes[bytes.length - 2]) << 8 | Byte.toUnsignedInt(bytes[bytes.length - 1]);
    if (number == 0) {
      throw new IllegalArgumentException("address " + address.getHostAddress() + ": its last two bytes are 0 (expected: a node number; give it by --node)");
    }
    return number;
  }

  NodeAddress node(int number, int port) {
    return new NodeAddress(number, address.getHostAddress(), port);
  }
}
