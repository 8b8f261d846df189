package org.mosix.torture.programs;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Virtual threads that serve sockets and virtual threads that are their clients, connections kept open and opened anew: every byte comes back once and in order. */
public final class VirtualSockets {
  private static final int CLIENTS = 8;
  /** Then a client connects again. */
  private static final int REQUESTS = 40;

  private VirtualSockets() {}

  private static void serve(ServerSocket server) {
    int served = 0;
    try {
      while (true) {
        Socket socket = server.accept();
        Virtual.start("echo " + served++, () -> EchoSockets.echo(socket));
      }
    } catch (IOException e) {
      Check.holds("closed: " + e, server.isClosed());
    }
  }

  private static void talk(int number, int port, Rounds rounds) {
    Random random = new Random(number);
    do {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        DataInputStream in = new DataInputStream(socket.getInputStream());
        for (int i = 0; i < REQUESTS && rounds.more(); i++) {
          byte[] sent = new byte[1 + random.nextInt(8_000)];
          random.nextBytes(sent);
          out.write(sent);
          byte[] got = new byte[sent.length];
          in.readFully(got);
          Check.holds("what came back", Arrays.equals(sent, got));
        }
        socket.shutdownOutput();
        Check.equal("end of the stream", -1, in.read());
      } catch (IOException e) {
        Check.fail("client " + number + ": " + e);
      }
    } while (rounds.more());
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Rounds rounds = Rounds.of(args);
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread acceptor = Virtual.start("acceptor", () -> serve(server));
      List<Thread> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int number = i;
        clients.add(Virtual.start("client " + i, () -> talk(number, server.getLocalPort(), rounds)));
      }
      for (Thread client : clients) {
        client.join();
      }
      server.close();
      acceptor.join();
    }
    Check.ok();
  }
}
