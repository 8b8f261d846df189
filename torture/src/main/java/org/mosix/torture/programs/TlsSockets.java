package org.mosix.torture.programs;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** TLS sockets, version 1.3 and 1.2, with connections open for the whole run and others made on the way; both sides show certificates. */
public final class TlsSockets {

  private static final int CLIENTS = 3;
  private static final int NUMBERS = 3000;

  /** Sends back what comes, until the other side ends. */
  static void echo(SSLSocket socket) {
    Work.start("echo", 0, id -> {
      try (socket; InputStream in = socket.getInputStream()) {
        byte[] buffer = new byte[5000];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          socket.getOutputStream().write(buffer, 0, n);
        }
      } catch (SSLException e) {
        Check.holds("server: " + e, e.getMessage().contains("close_notify"));
      }
    });
  }

  static void serve(SSLServerSocket server) throws IOException {
    try {
      while (true) {
        echo((SSLSocket) server.accept());
      }
    } catch (SocketException e) {
      Check.holds("server: " + e, server.isClosed());
    }
  }

  static SSLSocket connect(SSLContext context, SSLServerSocket server, String version) throws IOException {
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.getLocalPort());
    socket.setEnabledProtocols(new String[] {version});
    socket.startHandshake();
    Check.equal("version", version, socket.getSession().getProtocol());
    Check.equal("peer", "CN=localhost", socket.getSession().getPeerPrincipal().getName());
    return socket;
  }

  /** A connection that lasts: numbers go out in one thread and come back in another. */
  static void talk(SSLSocket socket, Rounds rounds) throws IOException, InterruptedException {
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    DataInputStream in = new DataInputStream(socket.getInputStream());
    int said = 0;
    do {
      int first = said;
      Thread writer = Work.start("writer", 0, id -> {
        for (int n = first; n < first + NUMBERS; n++) {
          out.writeInt(n);
        }
      });
      for (; said < first + NUMBERS; said++) {
        Check.equal("next number", said, in.readInt());
      }
      writer.join();
      if (said % (5 * NUMBERS) == 0) {
        // New keys; in version 1.2 a new handshake is under way while data flows.
        socket.startHandshake();
      }
    } while (rounds.more());
    socket.shutdownOutput();
    try {
      in.readByte();
      Check.fail("more than was sent");
    } catch (EOFException e) {
      socket.close();
    }
  }

  /** Nobody writes: a read ends by its time-out, not too early, and the connection is as good as before. */
  static void passing(SSLSocket socket, int n) throws IOException {
    try (socket) {
      socket.setSoTimeout(50);
      long start = System.nanoTime();
      try {
        socket.getInputStream().read();
        Check.fail("something was read");
      } catch (SocketTimeoutException e) {
        Check.holds("not too early", System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(49));
      }
      socket.setSoTimeout(0);
      new DataOutputStream(socket.getOutputStream()).writeInt(n);
      Check.equal("echo", n, new DataInputStream(socket.getInputStream()).readInt());
    }
  }

  public static void main(String[] args) throws Exception {
    Rounds rounds = Rounds.of(args);
    SSLContext context = new TlsKeys(Path.of("tls.p12")).context();
    SSLServerSocket server = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    server.setNeedClientAuth(true);
    Thread serving = Work.start("server", 0, id -> serve(server));
    Thread[] clients = new Thread[CLIENTS];
    for (int i = 0; i < CLIENTS; i++) {
      SSLSocket socket = connect(context, server, i == 0 ? "TLSv1.2" : "TLSv1.3");
      clients[i] = Work.start("client", i, id -> talk(socket, rounds));
    }
    int n = 0;
    do {
      passing(connect(context, server, n % 2 == 0 ? "TLSv1.3" : "TLSv1.2"), n);
      n++;
    } while (rounds.more());
    for (Thread client : clients) {
      client.join();
    }
    server.close();
    serving.join();
    Check.ok();
  }
}
