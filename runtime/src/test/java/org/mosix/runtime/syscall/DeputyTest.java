package org.mosix.runtime.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Guest and deputy in one JVM, joined by a link that calls straight back. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class DeputyTest {

  private final List<Integer> exits = new ArrayList<>();
  private final Deputy deputy = new Deputy(exits::add);
  private final Deputy.Stay stay = deputy.stay();
  private final List<byte[]> requests = Collections.synchronizedList(new ArrayList<>());
  private final RemoteCalls calls = new RemoteCalls(request -> {
    requests.add(request);
    return stay.execute(request);
  });

  @Test
  void opensReadsAndClosesAtHome(@TempDir Path directory) throws Throwable {
    Path file = Files.writeString(directory.resolve("file"), "hello");
    FileInputStream in = open(file);
    assertThat(in.getFD().valid()).isTrue();
    assertThat(Descriptors.number(in.getFD())).isGreaterThan(1 << 30);
    byte[] bytes = new byte[10];
    assertThat(call("java/io/FileInputStream", "readBytes", "([BII)I", in, bytes, 2, 8)).isEqualTo(5);
    assertThat(new String(bytes, 2, 5)).isEqualTo("hello");
    assertThat(call("java/io/FileInputStream", "read0", "()I", in)).isEqualTo(-1);
    call("java/io/FileDescriptor", "close0", "()V", in.getFD());
    assertThat(in.getFD().valid()).isFalse();
  }

  @Test
  void throwsWhatTheNativeThrew(@TempDir Path directory) {
    Path missing = directory.resolve("missing");
    assertThatThrownBy(() -> open(missing)).isInstanceOf(FileNotFoundException.class)
        .hasMessage(missing + " (No such file or directory)")
        .satisfies(e -> assertThat(e.getStackTrace()[0].toString()).isEqualTo("java.base/java.io.FileInputStream.open0(Native Method)"));
  }

  @Test
  void textsOfErrorsAreThoseOfTheFailures(@TempDir Path directory) throws Throwable {
    Path file = Files.writeString(directory.resolve("file"), "x");
    int notDirectory = failure("open0", "(JII)I", file.resolve("below"), 0, 0);
    int missing = failure("open0", "(JII)I", directory.resolve("missing"), 0, 0);
    assertThat(text(notDirectory)).isEqualTo("Not a directory");
    assertThat(text(missing)).isEqualTo("No such file or directory");
    assertThat(text(notDirectory)).isEqualTo("Not a directory");
    assertThat(text(Errno.EXDEV)).isEqualTo("Invalid cross-device link");
  }

  /** The number of the error that a call with a path fails with. */
  private int failure(String name, String descriptor, Path path, Object... others) {
    byte[] text = (path + "\0").getBytes(StandardCharsets.UTF_8);
    long address = Trusted.UNSAFE.allocateMemory(text.length);
    try {
      for (int i = 0; i < text.length; i++) {
        Trusted.UNSAFE.putByte(address + i, text[i]);
      }
      List<Object> arguments = new ArrayList<>(List.of(address));
      arguments.addAll(List.of(others));
      return Errno.of(catchThrowable(() -> call("sun/nio/fs/UnixNativeDispatcher", name, descriptor, arguments.toArray())));
    } finally {
      Trusted.UNSAFE.freeMemory(address);
    }
  }

  private String text(int number) throws Throwable {
    return new String((byte[]) call("sun/nio/fs/UnixNativeDispatcher", "strerror", "(I)[B", number), StandardCharsets.US_ASCII);
  }

  @Test
  void aConnectionThatIsResetIsToldSo() throws Throwable {
    try (ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        SocketChannel client = SocketChannel.open(server.getLocalAddress())) {
      FileDescriptor descriptor = Descriptors.create(Descriptors.toGuest(Descriptors.number(JdkField.of(client.getClass(), "fd").get(client))));
      try (SocketChannel end = server.accept()) {
        end.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
      long memory = Trusted.UNSAFE.allocateMemory(8);
      try {
        assertThatThrownBy(() -> calls.callBlocking(find("sun/nio/ch/SocketDispatcher", "read0", "(Ljava/io/FileDescriptor;JI)I").index(),
            new Object[] {descriptor, memory, 8}, 1)).isInstanceOf(SocketException.class).hasMessage("Connection reset");
      } finally {
        Trusted.UNSAFE.freeMemory(memory);
      }
    }
  }

  @Test
  void runsARepeatedRequestOnce(@TempDir Path directory) throws Throwable {
    FileInputStream in = open(Files.writeString(directory.resolve("file"), "abc"));
    assertThat(call("java/io/FileInputStream", "read0", "()I", in)).isEqualTo((int) 'a');
    byte[] last = requests.get(requests.size() - 1);
    assertThat(stay.execute(last)).isEqualTo(stay.execute(last));
    assertThat(call("java/io/FileInputStream", "read0", "()I", in)).isEqualTo((int) 'b');
  }

  @Test
  void countsCalls(@TempDir Path directory) throws Throwable {
    FileInputStream in = open(Files.writeString(directory.resolve("file"), "abc"));
    NativeMethod read = find("java/io/FileInputStream", "read0", "()I");
    call("java/io/FileInputStream", "read0", "()I", in);
    call("java/io/FileInputStream", "read0", "()I", in);
    assertThat(deputy.counters().count(read)).isEqualTo(2);
    assertThat(deputy.counters().bytes(read)).isPositive();
    assertThat(deputy.counters().nanos(read)).isPositive();
  }

  @Test
  void refusedCallsSayWhy() {
    assertThatThrownBy(() -> call("sun/nio/ch/InheritedChannel", "dup", "(I)I", 0))
        .hasMessage("sun.nio.ch.InheritedChannel.dup: inherited channels are not served away from home");
  }

  @Test
  void damagedRequestsAreRejected() throws IOException {
    byte[] request = {0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0x7f, 0};
    Wire.Reader answer = new Wire.Reader(stay.execute(request));
    assertThat(answer.getByte()).isEqualTo(Outcome.REJECTED);
    assertThat(answer.getString()).contains("native: 32512 (expected: 0 to");
  }

  @Test
  void waitForAPipeCanBeCancelledAndConsumesNothing() throws Exception {
    Process child = new ProcessBuilder("cat").start();
    try {
      FileDescriptor pipe = Pipes.descriptor(child.getInputStream());
      assertThat(calls.mayBlock(pipe)).isTrue();
      Thread canceller = new Thread(() -> {
        while (!Thread.currentThread().isInterrupted()) {
          deputyCancel(77);
        }
      });
      canceller.start();
      assertThat(calls.awaitReadable(pipe, 77, 20_000)).isFalse();
      canceller.interrupt();
      canceller.join();
      child.getOutputStream().write(66);
      child.getOutputStream().flush();
      assertThat(calls.awaitReadable(pipe, 78, 20_000)).isTrue();
      assertThat(child.getInputStream().read()).isEqualTo(66);
    } finally {
      child.destroyForcibly();
    }
  }

  @Test
  void pipesAreKeptWhileSomebodyWaits() throws Throwable {
    Process child = new ProcessBuilder("cat").start();
    try {
      FileDescriptor pipe = Pipes.descriptor(child.getInputStream());
      FileDescriptor kept = Descriptors.create(calls.keep(pipe));
      assertThat(Descriptors.number(kept)).isGreaterThan(Descriptors.toGuest(0)).isNotEqualTo(Descriptors.toGuest(Descriptors.number(pipe)));
      child.getInputStream().close();
      child.getOutputStream().write(66);
      child.getOutputStream().flush();
      assertThat(calls.awaitReadable(kept, 79, 20_000)).isTrue();
      assertThat(calls.keep(kept)).isEqualTo(-1);
      assertThat(calls.call(find("java/io/FileInputStream", "read0", "()I").index(), new Object[] {new FileInputStream(kept)})).isEqualTo(66);
    } finally {
      child.destroyForcibly();
    }
  }

  private void deputyCancel(long id) {
    calls.cancelWait(id);
  }

  private FileInputStream open(Path file) throws Throwable {
    FileInputStream in = (FileInputStream) Streams.create(Streams.INPUT.ordinal(), new FileDescriptor());
    call("java/io/FileInputStream", "open0", "(Ljava/lang/String;)V", in, file.toString());
    return in;
  }

  private Object call(String owner, String name, String descriptor, Object... arguments) throws Throwable {
    return calls.call(find(owner, name, descriptor).index(), arguments);
  }

  private static NativeMethod find(String owner, String name, String descriptor) {
    return RemoteSyscallTable.find(owner, name, descriptor).orElseThrow();
  }
}
