package org.mosix.torture.programs;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/** Time-outs of accept and read, a refused connection, one that is reset, and close by another thread: the same exceptions, not too early. */
public final class SocketTimeouts {
  private static final int MILLIS = 120;

  /** Something that ends by an exception. */
  interface Call {
    void run() throws IOException;
  }

  static void ends(String what, String expected, int millis, Call call) {
    long start = System.nanoTime();
    try {
      call.run();
      Check.fail(what + ": no exception");
    } catch (IOException e) {
      Check.equal(what, expected, e.getClass().getSimpleName() + ": " + e.getMessage());
    }
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    Check.holds(what + " not before its time: " + took, took >= millis);
  }

  static Thread closesSoon(Socket socket) {
    Thread closer = new Thread(() -> {
      try {
        Thread.sleep(30);
        socket.close();
      } catch (InterruptedException | IOException e) {
        Check.fail("closer: " + e);
      }
    }, "closer");
    closer.start();
    return closer;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Rounds rounds = Rounds.of(args);
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 50, here); Socket client = new Socket(here, server.getLocalPort());
        Socket accepted = server.accept()) {
      server.setSoTimeout(MILLIS);
      client.setSoTimeout(MILLIS);
      client.setTcpNoDelay(true);
      byte next = 0;
      do {
        ends("accept", SocketTimeoutException.class.getSimpleName() + ": Accept timed out", MILLIS, server::accept);
        ends("read", SocketTimeoutException.class.getSimpleName() + ": Read timed out", MILLIS, () -> client.getInputStream().read());
        accepted.getOutputStream().write(++next);
        Check.equal("read after a time-out", next & 0xff, client.getInputStream().read());
        try (Socket other = new Socket(here, server.getLocalPort()); Socket end = server.accept()) {
          Thread closer = closesSoon(other);
          ends("read of a closed socket", SocketException.class.getSimpleName() + ": Socket closed", 0, () -> other.getInputStream().read());
          closer.join();
          Check.equal("the other end", -1, end.getInputStream().read());
        }
        try (Socket other = new Socket(here, server.getLocalPort())) {
          Socket end = server.accept();
          end.setSoLinger(true, 0);
          Thread closer = closesSoon(end);
          ends("read of a connection that is reset", SocketException.class.getSimpleName() + ": Connection reset", 0, () -> other.getInputStream().read());
          closer.join();
        }
        int free;
        try (ServerSocket unused = new ServerSocket(0, 1, here)) {
          free = unused.getLocalPort();
        }
        ends("connect", ConnectException.class.getSimpleName() + ": Connection refused", 0, () -> new Socket(here, free).close());
        ends("connect in time", ConnectException.class.getSimpleName() + ": Connection refused", 0, () -> {
          try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(here, free), 5_000);
          }
        });
      } while (rounds.more());
      Check.holds("options stay", client.getTcpNoDelay() && client.getSoTimeout() == MILLIS);
      Check.equal("port", server.getLocalPort(), client.getPort());
    }
    Check.ok();
  }
}
