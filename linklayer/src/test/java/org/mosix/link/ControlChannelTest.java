package org.mosix.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mosix.link.message.BadMessageException;
import org.mosix.link.message.Messages;
import org.mosix.link.message.Message;
import org.mosix.link.message.Shutdown;
import org.mosix.link.message.StatusRequest;

@Timeout(30)
class ControlChannelTest {

  @TempDir
  Path parent;
  private RunDirectory directory;
  private ControlServer server;

  @BeforeEach
  void listen() throws IOException {
    directory = RunDirectory.resolve(parent.resolve("run").toString(), Map.of());
    server = ControlServer.listen(directory);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void socketIsForItsOwnerOnly() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.control()))).isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.path()))).isEqualTo("rwx------");
  }

  @Test
  void carriesMessagesBothWaysUntilClosed() throws IOException {
    try (ControlChannel tool = ControlChannel.connect(directory.control()); ControlChannel daemon = server.accept()) {
      tool.send(new StatusRequest(5));
      tool.send(new StatusRequest(6));
      assertThat(daemon.receive()).isEqualTo(new StatusRequest(5));
      assertThat(daemon.receive()).isEqualTo(new StatusRequest(6));
      daemon.send(new Shutdown("over"));
      assertThat(tool.receive()).isEqualTo(new Shutdown("over"));
      tool.close();
      assertThat(daemon.receive()).isNull();
    }
  }

  @Test
  void closingEndsAReceiveInAnotherThread() throws Exception {
    try (ControlChannel tool = ControlChannel.connect(directory.control()); ControlChannel daemon = server.accept()) {
      CompletableFuture<Throwable> end = new CompletableFuture<>();
      Thread receiver = new Thread(() -> end.complete(receiveFailing(daemon)));
      receiver.start();
      daemon.close();
      assertThat(end.get()).isInstanceOf(IOException.class);
      assertThat(tool.receive()).isNull();
    }
  }

  private static Throwable receiveFailing(ControlChannel channel) {
    try {
      Message message = channel.receive();
      return new AssertionError("got " + message);
    } catch (IOException e) {
      return e;
    }
  }

  @Test
  void refusesOversizedLengthAndCloses() throws IOException {
    for (int length : new int[] {-1, Messages.MAX_BYTES + 1, Integer.MAX_VALUE}) {
      ControlChannel daemon = receiving(ByteBuffer.allocate(4).putInt(length).flip());
      assertThatThrownBy(daemon::receive).isInstanceOf(BadMessageException.class)
          .hasMessage("message of " + length + " bytes (expected: at most " + Messages.MAX_BYTES + ")");
      assertThat(daemon.isOpen()).isFalse();
    }
  }

  @Test
  void refusesGarbageAndCloses() throws IOException {
    ControlChannel daemon = receiving(ByteBuffer.wrap(new byte[] {0, 0, 0, 3, 99, 1, 0}));
    assertThatThrownBy(daemon::receive).isInstanceOf(BadMessageException.class).hasMessageContaining("message of type 99");
    assertThat(daemon.isOpen()).isFalse();
  }

  @Test
  void reportsAnEndInsideAMessage() throws IOException {
    assertThatThrownBy(receiving(ByteBuffer.wrap(new byte[] {0, 0}))::receive).isInstanceOf(EOFException.class);
    assertThatThrownBy(receiving(ByteBuffer.wrap(new byte[] {0, 0, 0, 9}))::receive).isInstanceOf(EOFException.class);
    assertThatThrownBy(receiving(ByteBuffer.wrap(new byte[] {0, 0, 0, 9, 1, 1}))::receive).isInstanceOf(EOFException.class);
  }

  /** The daemon's end of a connection on which the other end sends {@code bytes} and closes. */
  private ControlChannel receiving(ByteBuffer bytes) throws IOException {
    try (SocketChannel raw = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      raw.connect(UnixDomainSocketAddress.of(directory.control()));
      raw.write(bytes);
    }
    return server.accept();
  }

  @Test
  void secondServerIsRefusedAndADeadOnesSocketReplaced() throws IOException {
    assertThatThrownBy(() -> ControlServer.listen(directory)).isInstanceOf(IOException.class)
        .hasMessageContaining("a node daemon already serves " + directory);
    // a daemon that was killed leaves its socket behind: closing without deleting does the same
    Path socket = directory.control();
    Path kept = socket.resolveSibling("kept");
    Files.move(socket, kept);
    server.close();
    Files.move(kept, socket);
    server = ControlServer.listen(directory);
    ControlChannel.connect(socket).close();
  }

  @Test
  void connectingToNobodySaysWhere() throws IOException {
    server.close();
    assertThatThrownBy(() -> ControlChannel.connect(directory.control())).isInstanceOf(IOException.class)
        .hasMessageContaining("no node daemon at " + directory.control());
  }
}
