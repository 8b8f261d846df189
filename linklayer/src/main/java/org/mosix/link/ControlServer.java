package org.mosix.link;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The listening end of a daemon's control socket: mode 0600, inside a directory of mode 0700. */
public final class ControlServer implements AutoCloseable {

  private final ServerSocketChannel channel;
  private final Path socket;

  private ControlServer(ServerSocketChannel channel, Path socket) {
    this.channel = channel;
    this.socket = socket;
  }

  /**
   * Listens in {@code directory}, which is made or closed to others. A socket left behind by a dead daemon is replaced.
   *
   * @throws IOException if a living daemon has it
   */
  public static ControlServer listen(RunDirectory directory) throws IOException {
    directory.create();
    Path socket = directory.control();
    if (Files.exists(socket)) {
      requireDead(socket);
      Files.delete(socket);
    }
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(socket));
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
      return new ControlServer(channel, socket);
    } catch (IOException e) {
      channel.close();
      throw new IOException("cannot listen at " + socket + ": " + e.getMessage(), e);
    }
  }

  private static void requireDead(Path socket) throws IOException {
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      probe.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      return;
    }
    throw new IOException("a node daemon already serves " + socket.getParent() + " (expected: one daemon per run directory; see --run-dir)");
  }

  /** Waits for the next caller. Fails with {@link java.nio.channels.ClosedChannelException} once this server is closed. */
  public ControlChannel accept() throws IOException {
    return new ControlChannel(channel.accept());
  }

  /** Accepts no more and removes the socket; conversations go on. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(socket);
    channel.close();
  }
}
