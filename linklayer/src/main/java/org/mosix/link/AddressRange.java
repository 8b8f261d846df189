package org.mosix.link;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** Consecutive addresses, IPv4 or IPv6: the next one is the last one plus 1, carried over its bytes. */
final class AddressRange {

  private AddressRange() {}

  /**
   * The literal addresses of {@code count} hosts.
   *
   * @throws NoSuchElementException if the range runs past the last address of the family
   */
  static List<String> from(InetAddress first, int count) throws UnknownHostException {
    List<String> hosts = new ArrayList<>(count);
    byte[] address = first.getAddress();
    hosts.add(first.getHostAddress());
    while (hosts.size() < count) {
      increment(address);
      hosts.add(InetAddress.getByAddress(address).getHostAddress());
    }
    return hosts;
  }

  private static void increment(byte[] address) {
    for (int i = address.length - 1; i >= 0; i--) {
      if (++address[i] != 0) {
        return;
      }
    }
    throw new NoSuchElementException("last address");
  }
}
