package org.mosix.runtime.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mosix.boot.Sys;
import org.mosix.link.NodeFiles;
import org.mosix.link.NodeFiles.Export;
import org.mosix.link.SharedToken;

/** Home and guests in one JVM, with a directory that they share under two names. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class DirectFilesTest {

  private static final String RANDOM = "java/io/RandomAccessFile";

  @TempDir
  private Path directory;

  private Path atHome;
  private Path apart;
  private final AtomicInteger requests = new AtomicInteger();
  private final Deputy deputy = new Deputy(ProcessExit.NEVER);
  private RemoteCalls guest;

  @BeforeEach
  void share() throws IOException {
    directory = directory.toRealPath();
    atHome = Files.createDirectory(directory.resolve("home"));
    apart = Files.createDirectory(directory.resolve("apart"));
    SharedToken.makeIfAbsent(atHome);
    // Another directory with the same token, as a wrong copy would be.
    Files.copy(atHome.resolve(SharedToken.NAME), apart.resolve(SharedToken.NAME));
    NodeShares.set(configuration("at-home", atHome));
    guest = guest(configuration("at-guest", atHome));
  }

  @AfterEach
  void forget() {
    guest.direct().closeAll();
    NodeShares.set(new NodeConfiguration(directory.resolve("none")));
    Sys.useMfs(false);
  }

  private NodeConfiguration configuration(String name, Path shared) throws IOException {
    Path file = directory.resolve(name);
    new NodeFiles(List.of(), List.of(shared)).write(file);
    return new NodeConfiguration(file);
  }

  private RemoteCalls guest(NodeConfiguration configuration) {
    Deputy.Stay stay = deputy.stay();
    RemoteCalls calls = new RemoteCalls(request -> {
      requests.incrementAndGet();
      return stay.execute(request);
    }, MfsLinks.NONE, () -> 2, configuration);
    calls.direct().sharesWithHome(true);
    return calls;
  }

  @Test
  void bytesOfASharedFileDoNotGoHome() throws Throwable {
    RandomAccessFile file = open(Files.writeString(atHome.resolve("file"), "0123456789"));
    assertThat(read(file)).isEqualTo((int) '0');
    int before = requests.get();
    assertThat(read(file)).isEqualTo((int) '1');
    write(file, "ab");
    assertThat(call(RANDOM, "getFilePointer", "()J", file)).isEqualTo(4L);
    assertThat(requests).hasValue(before);
    assertThat(atHome.resolve("file")).hasContent("01ab456789");
  }

  @Test
  void theNextGuestGoesOnWhereTheLastOneStopped() throws Throwable {
    RandomAccessFile file = open(Files.writeString(atHome.resolve("file"), "0123456789"));
    read(file);
    write(file, "ab");
    guest.direct().settle();
    guest = guest(configuration("next", atHome));
    assertThat(read(file)).isEqualTo((int) '3');
    guest.direct().settle();
    guest = guest(new NodeConfiguration(directory.resolve("none")));
    int before = requests.get();
    assertThat(read(file)).isEqualTo((int) '4');
    assertThat(requests.get()).as("through home").isGreaterThan(before);
  }

  @Test
  void aDeletedFileLivesOn() throws Throwable {
    Path path = Files.writeString(atHome.resolve("file"), "0123456789");
    RandomAccessFile file = open(path);
    read(file);
    Files.delete(path);
    Files.writeString(path, "another");
    write(file, "ab");
    guest.direct().settle();
    guest = guest(configuration("next", atHome));
    assertThat(read(file)).isEqualTo((int) '3');
    assertThat(path).hasContent("another");
  }

  @Test
  void aDirectoryThatIsOnlyLikeItIsNotUsed() throws Throwable {
    Files.writeString(apart.resolve("file"), "wrong");
    RandomAccessFile file = open(Files.writeString(atHome.resolve("file"), "right"));
    guest = guest(configuration("wrong", apart));
    assertThat(read(file)).isEqualTo((int) 'r');
    assertThat(read(file)).isEqualTo((int) 'i');
  }

  @Test
  void whatIsAppendedGoesHome() throws Throwable {
    Path path = Files.writeString(atHome.resolve("file"), "x");
    FileOutputStream out = (FileOutputStream) Streams.create(Streams.OUTPUT.ordinal(), new FileDescriptor());
    call("java/io/FileOutputStream", "open0", "(Ljava/lang/String;Z)V", out, path.toString(), true);
    int before = requests.get();
    for (String text : List.of("y", "z")) {
      call("java/io/FileOutputStream", "writeBytes", "([BIIZ)V", out, text.getBytes(StandardCharsets.US_ASCII), 0, 1, true);
    }
    assertThat(requests.get() - before).isGreaterThanOrEqualTo(2);
    assertThat(path).hasContent("xyz");
  }

  @Test
  void aLockTakesTheFileHomeWithItsPosition() throws Throwable {
    RandomAccessFile file = open(Files.writeString(atHome.resolve("file"), "0123456789"));
    read(file);
    read(file);
    String lock = "(Ljava/io/FileDescriptor;ZJJZ)I";
    NativeMethod method = find("sun/nio/ch/UnixFileDispatcherImpl", "lock0", lock);
    NativeMethod present = method.find() != null ? method : find("sun/nio/ch/FileDispatcherImpl", "lock0", lock);
    assertThat(guest.call(present.index(), new Object[] {file.getFD(), false, 0L, 1L, false})).isEqualTo(0);
    int before = requests.get();
    assertThat(read(file)).isEqualTo((int) '2');
    assertThat(requests).hasValue(before + 1);
  }

  @Test
  void whatIsClosedIsClosedAtBothEnds() throws Throwable {
    RandomAccessFile file = open(Files.writeString(atHome.resolve("file"), "0123456789"));
    read(file);
    FileDescriptor copy = Descriptors.create(Descriptors.number(file.getFD()));
    RandomAccessFile stale = (RandomAccessFile) Streams.create(Streams.RANDOM.ordinal(), copy);
    call("java/io/FileDescriptor", "close0", "()V", file.getFD());
    assertThatThrownBy(() -> read(stale)).isInstanceOf(IOException.class).hasMessage("Bad file descriptor");
  }

  @Test
  void aFileOfTheOwnNodeIsUsedDirectly() throws Throwable {
    Path exports = directory.resolve("exports");
    new NodeFiles(List.of(new Export(atHome, true)), List.of()).write(exports);
    FileServer server = new FileServer(2, exports);
    Deputy.Stay process = server.joined("process");
    AtomicInteger served = new AtomicInteger();
    SyscallLink link = request -> {
      served.incrementAndGet();
      return process.execute(request);
    };
    Sys.useMfs(true);
    guest = new RemoteCalls(null, node -> link, () -> 2, new NodeConfiguration(directory.resolve("none")));
    RandomAccessFile file = open(Path.of("/mfs/2" + Files.writeString(atHome.resolve("file"), "0123456789")));
    read(file);
    int before = served.get();
    assertThat(read(file)).isEqualTo((int) '1');
    write(file, "ab");
    assertThat(served).hasValue(before);
    guest.direct().settle();
    guest.direct().closeAll();
    guest = new RemoteCalls(null, node -> link, () -> 3, new NodeConfiguration(directory.resolve("none")));
    assertThat(read(file)).isEqualTo((int) '4');
    assertThat(served.get()).isGreaterThan(before);
  }

  private RandomAccessFile open(Path path) throws Throwable {
    RandomAccessFile file = (RandomAccessFile) Streams.create(Streams.RANDOM.ordinal(), new FileDescriptor());
    // O_RDWR of RandomAccessFile.
    call(RANDOM, "open0", "(Ljava/lang/String;I)V", file, path.toString(), 2);
    return file;
  }

  private Object read(RandomAccessFile file) throws Throwable {
    return call(RANDOM, "read0", "()I", file);
  }

  private void write(RandomAccessFile file, String text) throws Throwable {
    NativeMethod since = find(RANDOM, "writeBytes0", "([BII)V");
    NativeMethod method = since.find() != null ? since : find(RANDOM, "writeBytes", "([BII)V");
    guest.call(method.index(), new Object[] {file, text.getBytes(StandardCharsets.US_ASCII), 0, text.length()});
  }

  private Object call(String owner, String name, String descriptor, Object... arguments) throws Throwable {
    return guest.call(find(owner, name, descriptor).index(), arguments);
  }

  private static NativeMethod find(String owner, String name, String descriptor) {
    return RemoteSyscallTable.find(owner, name, descriptor).orElseThrow();
  }
}
