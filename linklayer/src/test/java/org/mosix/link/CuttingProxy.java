package org.mosix.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A network between two ends, which the test cuts. */
final class CuttingProxy implements AutoCloseable {

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final InetSocketAddress to;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  /** The bytes until the next cut; each cut has its own, so that nobody late counts a later one down or ends it. */
  private final AtomicReference<AtomicLong> untilCut = new AtomicReference<>(new AtomicLong(Long.MAX_VALUE));
  private final Thread acceptor;
  private volatile Set<Socket> silent = Set.of();

  CuttingProxy(InetSocketAddress to) throws IOException {
    this.to = to;
    acceptor = start(this::accept);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  /** How many were made so far. */
  int connections() {
    return connections.get();
  }

  private static Thread start(Runnable work) {
    Thread thread = new Thread(work, "proxy");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void accept() {
    while (!server.isClosed()) {
      Socket near;
      try {
        near = server.accept();
      } catch (IOException e) {
        // closed
        return;
      }
      connect(near);
    }
  }

  private void connect(Socket near) {
    sockets.add(near);
    try {
      Socket far = new Socket(to.getAddress(), to.getPort());
      sockets.add(far);
      connections.incrementAndGet();
      start(() -> forward(near, far));
      start(() -> forward(far, near));
    } catch (IOException e) {
      // nobody is there
      close(near);
    }
  }

  private void forward(Socket from, Socket to) {
    byte[] bytes = new byte[4096];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(bytes); n > 0; n = in.read(bytes)) {
        AtomicLong bytesLeft = untilCut.get();
        long left = bytesLeft.addAndGet(-n);
        if (left < 0) {
          // in the middle of what was read
          out.write(bytes, 0, (int) Math.max(0, n + left));
          untilCut.compareAndSet(bytesLeft, new AtomicLong(Long.MAX_VALUE));
          // All of them: this one may have been replaced already.
          cut();
          break;
        }
        if (!silent.contains(from)) {
          out.write(bytes, 0, n);
        }
      }
    } catch (IOException e) {
      // cut
    }
    // Nobody beyond a network that is silent hears of an end.
    if (!silent.contains(from)) {
      close(from);
      close(to);
    }
  }

  /** Cuts all connections when so many more bytes have passed, in either direction. */
  void cutAfter(long bytes) {
    untilCut.set(new AtomicLong(bytes));
  }

  /** Cuts all connections; new ones are possible. */
  void cut() {
    sockets.forEach(this::close);
  }

  private void close(Socket socket) {
    sockets.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The present connections stay, but nothing gets through. */
  void silence() {
    silent = Set.copyOf(sockets);
  }

  /** No new connections. */
  void refuse() throws IOException, InterruptedException {
    server.close();
    // It may have accepted one while the server was being closed.
    acceptor.join();
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }
}
