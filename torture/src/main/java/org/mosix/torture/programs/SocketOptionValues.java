package org.mosix.torture.programs;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.net.ExtendedSocketOptions;

/** Options of sockets and channels, those of the platform too, can all be read, and keep what they were set to. */
public final class SocketOptionValues {

  public static void main(String[] args) throws IOException {
    Rounds rounds = Rounds.of(args);
    try (ServerSocket server = new ServerSocket(0); Socket kept = new Socket(server.getInetAddress(), server.getLocalPort());
        DatagramChannel datagrams = DatagramChannel.open()) {
      System.out.println(names(kept.supportedOptions()));
      kept.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, 77);
      datagrams.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 3);
      while (rounds.more()) {
        Check.equal("idle time", 77, (long) kept.getOption(ExtendedSocketOptions.TCP_KEEPIDLE));
        Check.equal("time to live", 3, (long) datagrams.getOption(StandardSocketOptions.IP_MULTICAST_TTL));
        readAll(kept, server);
        try (SocketChannel channel = SocketChannel.open()) {
          channel.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, 5).setOption(StandardSocketOptions.TCP_NODELAY, true);
          Check.equal("probes", 5, (long) channel.getOption(ExtendedSocketOptions.TCP_KEEPCOUNT));
          Check.holds("no delay", channel.getOption(StandardSocketOptions.TCP_NODELAY));
        }
      }
    }
    Check.ok();
  }

  private static void readAll(Socket socket, ServerSocket server) throws IOException {
    for (SocketOption<?> option : socket.supportedOptions()) {
      socket.getOption(option);
    }
    for (SocketOption<?> option : server.supportedOptions()) {
      server.getOption(option);
    }
  }

  private static List<String> names(Set<SocketOption<?>> options) {
    return options.stream().map(SocketOption::name).sorted(Comparator.naturalOrder()).collect(Collectors.toList());
  }
}
