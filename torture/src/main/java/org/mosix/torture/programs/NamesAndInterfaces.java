package org.mosix.torture.programs;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;

/** Names, addresses and network interfaces are those of home, wherever it asks. */
public final class NamesAndInterfaces {
  static List<String> interfaces() throws IOException {
    List<String> found = new ArrayList<>();
    for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
      found.add(each + " " + each.getIndex() + " " + each.getMTU() + " " + each.isUp() + " " + each.isLoopback() + " "
          + each.supportsMulticast() + " " + each.getInterfaceAddresses());
    }
    return found;
  }

  public static void main(String[] args) throws IOException {
    // Every look-up asks again.
    Security.setProperty("networkaddress.cache.ttl", "0");
    Rounds rounds = Rounds.of(args);
    List<String> expected = interfaces();
    InetAddress[] localhost = InetAddress.getAllByName("localhost");
    String own = InetAddress.getLocalHost().getHostName();
    InetAddress loopback = NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1")).getInetAddresses().nextElement();
    do {
      Check.equal("interfaces", expected, interfaces());
      Check.equal("localhost", List.of(localhost), List.of(InetAddress.getAllByName("localhost")));
      Check.equal("own name", own, InetAddress.getLocalHost().getHostName());
      Check.equal("by address", loopback,
          NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1")).getInetAddresses().nextElement());
      Check.equal("literal", "/0:0:0:0:0:0:0:1", Inet6Address.getByName("::1").toString());
      try {
        InetAddress.getByName("there.is.no.such.name.invalid");
        Check.fail("an address of nobody");
      } catch (UnknownHostException e) {
        Check.holds("message: " + e.getMessage(), e.getMessage().startsWith("there.is.no.such.name.invalid"));
      }
    } while (rounds.more());
    Check.ok();
  }
}
