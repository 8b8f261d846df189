package org.mosix.runtime.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Guest and deputy in one JVM: the program away reads and writes connections of which the test has the other end. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StreamSocketsTest {

  private static final int ADD = 1;
  private static final int MODIFY = 3;
  private static final int IN = 1;
  private static final int MOST = 20_000;
  private static final int NO_SUCH_DESCRIPTOR = 99_999;

  private final Deputy deputy = new Deputy(status -> {});
  private final AtomicInteger requests = new AtomicInteger();
  private final Scratch scratch = new Scratch();
  private final long memory = scratch.memory(MOST);
  private RemoteCalls calls = arrive();
  private ServerSocketChannel server;
  private int selector;

  private RemoteCalls arrive() {
    Deputy.Stay stay = deputy.stay();
    RemoteCalls guest = new RemoteCalls(request -> {
      requests.incrementAndGet();
      return stay.execute(request);
    });
    guest.readAheadAndWriteBehind();
    return guest;
  }

  /** The process goes on at another guest. */
  private void move() throws IOException {
    calls.settle();
    calls.close();
    calls = arrive();
  }

  @BeforeEach
  void listen() throws Throwable {
    server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    selector = (Integer) call("EPoll", "create", "()I");
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    DirectoryCalls.close(selector);
    scratch.close();
  }

  /** Both ends of a connection; the accepted one is the program's, and waited for by its selector. */
  private final class Pair implements AutoCloseable {
    private final SocketChannel peer;
    private final FileDescriptor fd;

    private Pair(boolean nonBlocking) throws Throwable {
      this(SocketChannel.open(server.getLocalAddress()), accept(server, "Net", "accept"), nonBlocking);
    }

    private Pair(SocketChannel peer, FileDescriptor accepted, boolean nonBlocking) throws Throwable {
      this.peer = peer;
      this.fd = accepted;
      if (nonBlocking) {
        call("IOUtil", "configureBlocking", "(Ljava/io/FileDescriptor;Z)V", fd, false);
      }
      assertThat(call("EPoll", "ctl", "(IIII)I", selector, ADD, home(), IN)).isEqualTo(0);
    }

    private int home() {
      return Descriptors.toHome(Descriptors.number(fd));
    }

    private void send(String text) throws IOException {
      peer.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private String receive(int length) throws IOException {
      ByteBuffer got = ByteBuffer.allocate(length);
      while (got.hasRemaining() && peer.read(got) >= 0) {
        Thread.onSpinWait();
      }
      return new String(got.array(), 0, got.position(), StandardCharsets.US_ASCII);
    }

    private int read(int length) throws Throwable {
      return (int) blocking("SocketDispatcher", "read0", "(Ljava/io/FileDescriptor;JI)I", fd, memory, length);
    }

    private String text(int length) throws Throwable {
      byte[] bytes = new byte[read(length)];
      Trusted.copyOut(memory, bytes, 0, bytes.length);
      return new String(bytes, StandardCharsets.US_ASCII);
    }

    private int write(String text) throws Throwable {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      Trusted.copyIn(bytes, 0, memory, bytes.length);
      return write(bytes.length);
    }

    /** What is in the memory. */
    private int write(int length) throws Throwable {
      return (int) blocking(Runtime.version().feature() >= 21 ? "SocketDispatcher" : "FileDispatcherImpl", "write0",
          "(Ljava/io/FileDescriptor;JI)I", fd, memory, length);
    }

    @Override
    public void close() throws IOException {
      peer.close();
      DirectoryCalls.close(home());
    }
  }

  private FileDescriptor accept(ServerSocketChannel from, String owner, String name) throws Throwable {
    FileDescriptor accepted = new FileDescriptor();
    Object[] address = owner.equals("Net") ? new InetSocketAddress[1] : new Object[1];
    String type = owner.equals("Net") ? "[Ljava/net/InetSocketAddress;" : "[Ljava/lang/Object;";
    FileDescriptor listening = Descriptors.create(Descriptors.toGuest(numberOf(from)));
    assertThat(blocking(owner, name, "(Ljava/io/FileDescriptor;Ljava/io/FileDescriptor;" + type + ")I", listening, accepted, address)).isEqualTo(1);
    return accepted;
  }

  private static int numberOf(ServerSocketChannel channel) throws Throwable {
    return (int) Trusted.LOOKUP.unreflect(Class.forName("sun.nio.ch.SelChImpl").getMethod("getFDVal")).invoke(channel);
  }

  /** How many are ready. */
  private int select() throws Throwable {
    return (int) blocking("EPoll", "wait", "(IJII)I", selector, memory, 64, 20_000);
  }

  private Object call(String owner, String name, String descriptor, Object... arguments) throws Throwable {
    return calls.call(find(owner, name, descriptor), arguments);
  }

  private Object blocking(String owner, String name, String descriptor, Object... arguments) throws Throwable {
    return calls.callBlocking(find(owner, name, descriptor), arguments, 1);
  }

  private static int find(String owner, String name, String descriptor) {
    return RemoteSyscallTable.find("sun/nio/ch/" + owner, name, descriptor).orElseThrow().index();
  }

  @Test
  void oneRoundTripServesAnExchange() throws Throwable {
    try (Pair pair = new Pair(true)) {
      for (int i = 0; i < 10; i++) {
        pair.send("hello");
        requests.set(0);
        assertThat(select()).isEqualTo(1);
        assertThat(pair.text(100)).isEqualTo("hello");
        assertThat(pair.write("answer")).isEqualTo(6);
        assertThat(requests.get()).as("the wait, with what was read before, and the answer").isLessThanOrEqualTo(3);
        assertThat(pair.receive(6)).isEqualTo("answer");
      }
    }
  }

  @Test
  void acceptedConnectionsAreKnown() throws Throwable {
    try (Pair pair = new Pair(true)) {
      calls.settle();
      requests.set(0);
      assertThat(call("Net", "localPort", "(Ljava/io/FileDescriptor;)I", pair.fd)).isEqualTo(((InetSocketAddress) server.getLocalAddress()).getPort());
      assertThat(call("Net", "localInetAddress", "(Ljava/io/FileDescriptor;)Ljava/net/InetAddress;", pair.fd)).isEqualTo(InetAddress.getLoopbackAddress());
      assertThat(requests.get()).isZero();
    }
  }

  @Test
  void whatIsNotReadStaysThere() throws Throwable {
    try (Pair pair = new Pair(true)) {
      pair.send("hello, world");
      select();
      assertThat(pair.text(5)).isEqualTo("hello");
      move();
      assertThat(pair.text(100)).isEqualTo(", world");
      assertThat(pair.read(100)).isEqualTo(StreamSocket.UNAVAILABLE);
    }
  }

  @Test
  void whatIsReadElsewhereIsNotReadTwice() throws Throwable {
    try (Pair pair = new Pair(true)) {
      pair.send("abcdef");
      select();
      assertThat(pair.text(2)).isEqualTo("ab");
      // Copies are told again while the first are not used up, and while a read goes home.
      assertThat(select()).isEqualTo(1);
      assertThat(pair.text(2)).isEqualTo("cd");
      pair.send("ghi");
      select();
      assertThat(pair.text(2)).isEqualTo("ef");
      assertThat(pair.read(100)).isIn(3, StreamSocket.UNAVAILABLE);
      select();
    }
  }

  @Test
  void nothingMoreIsToldOnceWithoutAsking() throws Throwable {
    try (Pair pair = new Pair(true)) {
      pair.send("a");
      select();
      assertThat(pair.text(10)).isEqualTo("a");
      pair.send("b");
      requests.set(0);
      assertThat(pair.read(10)).isEqualTo(StreamSocket.UNAVAILABLE);
      assertThat(requests.get()).isZero();
      assertThat(pair.text(10)).isEqualTo("b");
    }
  }

  @Test
  void readsThatWaitDo() throws Throwable {
    try (Pair pair = new Pair(false)) {
      pair.send("a");
      select();
      assertThat(pair.text(10)).isEqualTo("a");
      Thread later = new Thread(() -> {
        try {
          TimeUnit.MILLISECONDS.sleep(100);
          pair.send("b");
        } catch (IOException | InterruptedException e) {
          throw new IllegalStateException(e);
        }
      });
      later.start();
      assertThat(pair.text(10)).isEqualTo("b");
      later.join();
    }
  }

  @Test
  void theProgramsWordOnWaitingCounts() throws Throwable {
    try (Pair pair = new Pair(true)) {
      pair.send("a");
      select();
      call("IOUtil", "configureBlocking", "(Ljava/io/FileDescriptor;Z)V", pair.fd, true);
      assertThat(pair.text(10)).isEqualTo("a");
      pair.send("b");
      assertThat(pair.text(10)).isEqualTo("b");
    }
  }

  @Test
  void theEndIsToldEachTime() throws Throwable {
    try (Pair pair = new Pair(true)) {
      pair.send("last");
      pair.peer.shutdownOutput();
      select();
      assertThat(pair.text(10)).isEqualTo("last");
      while (pair.read(10) != StreamSocket.END_OF_STREAM) {
        select();
      }
      assertThat(pair.read(10)).isEqualTo(StreamSocket.END_OF_STREAM);
      move();
      assertThat(pair.read(10)).isEqualTo(StreamSocket.END_OF_STREAM);
    }
  }

  @Test
  void aResetIsTold() throws Throwable {
    try (Pair pair = new Pair(true)) {
      pair.send("x");
      select();
      pair.peer.setOption(StandardSocketOptions.SO_LINGER, 0);
      pair.peer.close();
      assertThat(pair.text(10)).isEqualTo("x");
      assertThatThrownBy(() -> {
        while (pair.read(10) != StreamSocket.END_OF_STREAM) {
          select();
        }
      }).isInstanceOf(IOException.class).hasMessage("Connection reset");
    }
  }

  @Test
  void aWriteInVainIsToldByTheNext() throws Throwable {
    try (Pair pair = new Pair(true)) {
      pair.send("x");
      select();
      pair.text(10);
      pair.peer.setOption(StandardSocketOptions.SO_LINGER, 0);
      pair.peer.close();
      assertThatThrownBy(() -> {
        while (true) {
          pair.write("y");
        }
      }).isInstanceOf(IOException.class).hasMessageMatching("Connection reset by peer|Broken pipe");
    }
  }

  @Test
  void aFullConnectionIsFullForTheProgram() throws Throwable {
    try (Pair pair = new Pair(true)) {
      pair.send("x");
      select();
      String part = "z".repeat(1000);
      long written = 0;
      int last;
      do {
        last = pair.write(part);
        written += Math.max(0, last);
        assertThat(written).isLessThan(100 << 20);
      } while (last > 0);
      assertThat(last).isEqualTo(StreamSocket.UNAVAILABLE);
      // Nobody waits for it: other calls are carried out.
      assertThat(call("EPoll", "ctl", "(IIII)I", selector, MODIFY, pair.home(), IN)).isEqualTo(0);
      calls.settle();
      assertThat(pair.receive(Math.toIntExact(written))).hasSize((int) written).matches("z+");
    }
  }

  @Test
  void anotherConnectionWithTheSameNumberIsAnother() throws Throwable {
    Pair first = new Pair(true);
    SocketChannel peer = SocketChannel.open(server.getLocalAddress());
    first.send("old");
    select();
    call(Runtime.version().feature() >= 21 ? "UnixFileDispatcherImpl" : "FileDispatcherImpl", "closeIntFD", "(I)V", first.home());
    try (Pair second = new Pair(peer, accept(server, "Net", "accept"), true)) {
      assertThat(second.home()).as("numbers are used again").isEqualTo(first.home());
      second.send("new");
      select();
      assertThat(second.text(2)).isEqualTo("ne");
      assertThat(second.text(10)).isEqualTo("w");
    }
    first.peer.close();
  }

  @Test
  void whatCannotBeWaitedForIsToldByTheWait() throws Throwable {
    assertThat(call("EPoll", "ctl", "(IIII)I", selector, ADD, NO_SUCH_DESCRIPTOR, IN)).isEqualTo(0);
    calls.settle();
    assertThatThrownBy(this::select).isInstanceOf(IOException.class).hasMessage("Bad file descriptor");
  }

  @Test
  void localSocketsToo(@TempDir Path directory) throws Throwable {
    SocketAddress address = UnixDomainSocketAddress.of(directory.resolve("socket"));
    try (ServerSocketChannel local = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address);
        Pair pair = new Pair(SocketChannel.open(address), accept(local, "UnixDomainSockets", "accept0"), true)) {
      for (int i = 0; i < 5; i++) {
        pair.send("hello");
        select();
        assertThat(pair.text(10)).isEqualTo("hello");
        assertThat(pair.write("answer")).isEqualTo(6);
        assertThat(pair.receive(6)).isEqualTo("answer");
      }
    }
  }

  @Test
  void everyByteOnceAndInOrder() throws Throwable {
    int length = 3_000_000;
    byte[] content = new byte[length];
    new Random(1).nextBytes(content);
    Random random = new Random(2);
    try (Pair pair = new Pair(true); Peer peer = new Peer(pair.peer.socket(), content)) {
      peer.start();
      int read = 0;
      int written = 0;
      byte[] got = new byte[MOST];
      while (read < length || written < length) {
        if (random.nextInt(50) == 0) {
          move();
        }
        if (read < length && (written == length || random.nextBoolean())) {
          select();
        }
        for (int n = random.nextInt(4); n > 0 && read < length; n--) {
          int part = pair.read(1 + random.nextInt(random.nextBoolean() ? 100 : MOST));
          assertThat(part).isNotEqualTo(StreamSocket.END_OF_STREAM);
          if (part > 0) {
            Trusted.copyOut(memory, got, 0, part);
            assertThat(ByteBuffer.wrap(got, 0, part)).isEqualTo(ByteBuffer.wrap(content, read, part));
            read += part;
          }
        }
        for (int n = random.nextInt(6); n > 0 && written < length; n--) {
          int part = Math.min(length - written, 1 + random.nextInt(random.nextBoolean() ? 100 : MOST));
          Trusted.copyIn(content, written, memory, part);
          written += Math.max(0, pair.write(part));
        }
      }
      calls.settle();
      peer.check();
    }
  }

  /** Sends all, and checks that all comes back. */
  private static final class Peer implements AutoCloseable {
    private final Socket socket;
    private final byte[] content;
    private final Thread sender = new Thread(this::send);
    private final Thread receiver = new Thread(this::receive);
    private volatile Throwable failure;

    private Peer(Socket socket, byte[] content) {
      this.socket = socket;
      this.content = content;
    }

    private void start() {
      sender.start();
      receiver.start();
    }

    private void send() {
      try {
        Random random = new Random(3);
        for (int at = 0; at < content.length; ) {
          int part = Math.min(content.length - at, 1 + random.nextInt(5000));
          socket.getOutputStream().write(content, at, part);
          at += part;
        }
      } catch (IOException e) {
        failure = e;
      }
    }

    private void receive() {
      try {
        byte[] got = new byte[MOST];
        for (int at = 0; at < content.length; ) {
          int part = socket.getInputStream().read(got, 0, Math.min(got.length, content.length - at));
          if (part < 0) {
            throw new EOFException("at " + at);
          }
          assertThat(ByteBuffer.wrap(got, 0, part)).isEqualTo(ByteBuffer.wrap(content, at, part));
          at += part;
        }
      } catch (IOException | AssertionError e) {
        failure = e;
      }
    }

    private void check() throws InterruptedException {
      sender.join();
      receiver.join();
      assertThat(failure).isNull();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
