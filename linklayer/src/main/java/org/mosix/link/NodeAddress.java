package org.mosix.link;

import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * Where the daemon of one node answers.
 *
 * @param number the node's number, 1 to 65535; 0 always means "this node" and names no address
 * @param host a host name or a literal address
 * @param port TCP port of the node's daemon, 1 to 65535
 */
public record NodeAddress(int number, String host, int port) {

  public static final int MAX_NUMBER = 65_535;
  public static final int DEFAULT_PORT = 4660;

  public NodeAddress {
    Objects.requireNonNull(host, "host");
    if (number < 1 || number > MAX_NUMBER) {
      throw new IllegalArgumentException("node: " + number + " (expected: 1 to " + MAX_NUMBER + ")");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 1 to 65535)");
    }
  }

  /** Looks the host up now. */
  public InetSocketAddress socketAddress() {
    return new InetSocketAddress(host, port);
  }

  @Override
  public String toString() {
    return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
  }
}
