package org.mosix.torture.programs;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Random;

/** A blocking echo server and its clients, connections kept open: every byte comes back once and in order. */
public final class EchoSockets {
  private static final int CLIENTS = 4;

  static void echo(Socket socket) {
    try (socket; InputStream in = socket.getInputStream(); OutputStream out = socket.getOutputStream()) {
      byte[] buffer = new byte[5000];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
    } catch (IOException e) {
      Check.fail("server: " + e);
    }
  }

  static void serve(ServerSocket server) {
    try {
      for (int i = 0; i < CLIENTS; i++) {
        Socket socket = server.accept();
        new Thread(() -> echo(socket), "echo " + i).start();
      }
    } catch (IOException e) {
      Check.fail("accept: " + e);
    }
  }

  static void talk(int number, int port, Rounds rounds) {
    Random random = new Random(number);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      socket.setTcpNoDelay(true);
      do {
        byte[] sent = new byte[1 + random.nextInt(20_000)];
        random.nextBytes(sent);
        out.write(sent);
        byte[] got = new byte[sent.length];
        in.readFully(got);
        Check.holds("what came back", Arrays.equals(sent, got));
      } while (rounds.more());
      socket.shutdownOutput();
      Check.equal("end of the stream", -1, in.read());
    } catch (IOException e) {
      Check.fail("client " + number + ": " + e);
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Rounds rounds = Rounds.of(args);
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread acceptor = new Thread(() -> serve(server), "acceptor");
      acceptor.start();
      Thread[] clients = new Thread[CLIENTS];
      for (int i = 0; i < CLIENTS; i++) {
        int number = i;
        clients[i] = new Thread(() -> talk(number, server.getLocalPort(), rounds), "client " + i);
        clients[i].start();
      }
      for (Thread client : clients) {
        client.join();
      }
      acceptor.join();
    }
    Check.ok();
  }
}
