package org.mosix.torture.bench;

import io.netty.handler.ssl.SslProvider;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLServerSocketFactory;

/**
 * Copies a file through a TLS socket to another process: what {@code cp} would take if its two halves were on two nodes. Arguments: the
 * directory of the cluster's key, and either the file to write, or the port and the file to read, of which the order is {@code copy}.
 */
public final class TlsCopy {

  private static final int PART = 64 << 10;
  private static final int WRITTEN = 1;

  private TlsCopy() {}

  public static void main(String[] args) throws Exception {
    Path key = Path.of(args[0]);
    if (args.length == 2) {
      SSLServerSocketFactory sockets = BareTls.plain(BareTls.server(key, SslProvider.JDK)).getServerSocketFactory();
      SSLServerSocket server = (SSLServerSocket) sockets.createServerSocket(0, 1, InetAddress.getLoopbackAddress());
      Thread receiver = new Thread(() -> receive(server, args[1]), "receiver");
      receiver.setDaemon(true);
      receiver.start();
      Orders.carryOut(words -> server.getLocalPort());
      return;
    }
    SSLContext tls = BareTls.plain(BareTls.client(key, SslProvider.JDK));
    Orders.carryOut(words -> send(tls, Integer.parseInt(args[1]), args[2]));
  }

  private static void receive(SSLServerSocket server, String file) {
    byte[] part = new byte[PART];
    while (true) {
      try (Socket socket = server.accept(); InputStream in = socket.getInputStream(); OutputStream out = new FileOutputStream(file)) {
        long left = Long.parseLong(line(in));
        while (left > 0) {
          int length = in.read(part, 0, (int) Math.min(PART, left));
          out.write(part, 0, length);
          left -= length;
        }
        out.close();
        socket.getOutputStream().write(WRITTEN);
      } catch (IOException e) {
        throw new IllegalStateException("copy to " + file, e);
      }
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }

  private static long send(SSLContext tls, int port, String file) throws IOException {
    byte[] part = new byte[PART];
    long start = System.nanoTime();
    try (Socket socket = tls.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        OutputStream out = socket.getOutputStream(); FileInputStream in = new FileInputStream(file)) {
      out.write((in.getChannel().size() + "\n").getBytes());
      for (int length = in.read(part); length >= 0; length = in.read(part)) {
        out.write(part, 0, length);
      }
      if (socket.getInputStream().read() != WRITTEN) {
        throw new IOException("the other end did not write all of " + file);
      }
    }
    return System.nanoTime() - start;
  }
}
