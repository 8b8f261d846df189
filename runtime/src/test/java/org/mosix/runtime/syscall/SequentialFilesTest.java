package org.mosix.runtime.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mosix.boot.BlockingIo;

/** Guest and deputy in one JVM; what the program writes and reads is compared with what is in the file. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SequentialFilesTest {

  /** As {@code RandomAccessFile} has them. */
  private static final int READ_WRITE = 2;
  private static final int SYNC = 4;

  private static final int PART = 8192;
  private static final int PARTS = 200;

  @TempDir
  Path directory;

  private final Deputy deputy = new Deputy(status -> {});
  private final Deputy.Stay stay = deputy.stay();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private final RemoteCalls calls = new RemoteCalls(this::answer);

  @BeforeEach
  void readAheadAndWriteBehind() {
    calls.readAheadAndWriteBehind();
  }

  private byte[] answer(byte[] request) throws IOException {
    requests.incrementAndGet();
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return stay.execute(request);
  }

  @Test
  void readsAheadAndGivesTheVeryBytes() throws Throwable {
    byte[] content = random(PARTS * PART + 123);
    FileInputStream in = open(Files.write(directory.resolve("file"), content));
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] part = new byte[PART];
    requests.set(0);
    for (int length = read(in, part); length >= 0; length = read(in, part)) {
      assertThat(length).as("a read that is not the last fills its array").isIn(PART, 123);
      read.write(part, 0, length);
    }
    assertThat(read.toByteArray()).isEqualTo(content);
    assertThat(requests.get()).isLessThan(30);
  }

  @Test
  void answersWhereItIsAndWhatIsLeft() throws Throwable {
    FileInputStream in = open(Files.write(directory.resolve("file"), random(20 * PART)));
    readParts(in, 6);
    requests.set(0);
    assertThat(call("java/io/FileInputStream", "available0", "()I", in)).isEqualTo(14 * PART);
    assertThat(call("java/io/FileInputStream", "position0", "()J", in)).isEqualTo(6L * PART);
    assertThat(call("java/io/FileInputStream", "length0", "()J", in)).isEqualTo(20L * PART);
    assertThat(requests.get()).isZero();
  }

  @Test
  void skipsFromWhereTheProgramIs() throws Throwable {
    byte[] content = random(20 * PART);
    FileInputStream in = open(Files.write(directory.resolve("file"), content));
    readParts(in, 7);
    assertThat(call("java/io/FileInputStream", "skip0", "(J)J", in, 100L)).isEqualTo(100L);
    assertThat(call("java/io/FileInputStream", "read0", "()I", in)).isEqualTo(content[7 * PART + 100] & 0xff);
  }

  @Test
  void seesWhatOthersWroteOnceItHasHeardAnything() throws Throwable {
    Path file = Files.write(directory.resolve("file"), new byte[20 * PART]);
    FileInputStream in = open(file);
    readParts(in, 6);
    byte[] changed = random(20 * PART);
    Files.write(file, changed);
    open(directory.resolve("file"));
    byte[] part = new byte[PART];
    read(in, part);
    assertThat(part).isEqualTo(Arrays.copyOfRange(changed, 6 * PART, 7 * PART));
  }

  @Test
  void piecesGetOld() {
    FilePiece fresh = new FilePiece(new byte[1], 0, 1, 5, System.nanoTime());
    assertThat(fresh.isFresh(5)).isTrue();
    assertThat(fresh.isFresh(6)).isFalse();
    assertThat(new FilePiece(new byte[1], 0, 1, 5, System.nanoTime() - TimeUnit.SECONDS.toNanos(1)).isFresh(5)).isFalse();
  }

  @Test
  void readsWhatItHasWrittenByAnotherDescriptor() throws Throwable {
    Path file = Files.write(directory.resolve("file"), new byte[20 * PART]);
    RandomAccessFile to = openRandom(file);
    byte[] content = random(20 * PART);
    writeParts(to, content, 0, 10);
    FileInputStream from = open(file);
    readParts(from, 6);
    writeParts(to, content, 10, 20);
    byte[] part = new byte[PART];
    for (int i = 6; i < 20; i++) {
      read(from, part);
      assertThat(part).isEqualTo(Arrays.copyOfRange(content, i * PART, (i + 1) * PART));
    }
  }

  @Test
  void writesGoOnWhileHomeIsAtWork() throws Throwable {
    RandomAccessFile to = openRandom(directory.resolve("file"));
    byte[] content = random(20 * PART);
    writeParts(to, content, 0, 5);
    gate = new CountDownLatch(1);
    writeParts(to, content, 5, 20);
    gate.countDown();
    assertThat(call("java/io/RandomAccessFile", "getFilePointer", "()J", to)).isEqualTo(20L * PART);
    assertThat(Files.readAllBytes(directory.resolve("file"))).isEqualTo(content);
  }

  @Test
  void writersWaitWhenTheWindowIsFull() throws Throwable {
    RandomAccessFile to = openRandom(directory.resolve("file"));
    byte[] content = random(300 * PART);
    writeParts(to, content, 0, 5);
    gate = new CountDownLatch(1);
    AtomicInteger written = new AtomicInteger();
    Thread writer = new Thread(() -> {
      try {
        for (int i = 5; i < 300; i++) {
          writeParts(to, content, i, i + 1);
          written.incrementAndGet();
        }
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    });
    writer.start();
    while (writer.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertThat(written.get()).isLessThan(200);
    gate.countDown();
    writer.join();
    calls.settle();
    assertThat(Files.readAllBytes(directory.resolve("file"))).isEqualTo(content);
  }

  @Test
  void whatWasWrittenIsThereBeforeAnyOtherCall() throws Throwable {
    Path file = directory.resolve("file");
    RandomAccessFile to = openRandom(file);
    byte[] content = random(50 * PART);
    for (int i = 0; i < 50; i++) {
      writeParts(to, content, i, i + 1);
      if (i % 7 == 0) {
        assertThat(call("java/io/UnixFileSystem", fileLength(), "(Ljava/io/File;)J", HomeState.JavaIoFiles.theOne(), file.toFile()))
            .isEqualTo((i + 1L) * PART);
      }
    }
    call("java/io/FileDescriptor", "close0", "()V", to.getFD());
    assertThat(Files.readAllBytes(file)).isEqualTo(content);
  }

  private static String fileLength() {
    return Runtime.version().feature() >= 21 ? "getLength0" : "getLength";
  }

  /** A file of which seven parts were written, the last one behind and in vain. */
  private RandomAccessFile whoseLastWriteFails(byte[] content) throws Throwable {
    RandomAccessFile to = openRandom(directory.resolve("file"));
    writeParts(to, content, 0, 6);
    calls.settle();
    makeReadOnly(to);
    writeParts(to, content, 6, 7);
    return to;
  }

  @Test
  void aFailedWriteIsToldByTheNextCallOnTheFile() throws Throwable {
    byte[] content = random(20 * PART);
    RandomAccessFile to = whoseLastWriteFails(content);
    assertThatThrownBy(calls::settle).isInstanceOf(IOException.class).hasMessageContaining("has failed");
    assertThatThrownBy(() -> call("java/io/RandomAccessFile", "getFilePointer", "()J", to)).isInstanceOf(IOException.class)
        .hasMessage("Bad file descriptor")
        .satisfies(e -> assertThat(e.getStackTrace()[0].toString()).isEqualTo("java.base/java.io.RandomAccessFile.getFilePointer(Native Method)"));
    calls.settle();
    assertThatThrownBy(() -> writeParts(to, content, 7, 8)).as("written at once again").hasMessage("Bad file descriptor");
  }

  @Test
  void closeClosesAndTellsThatAWriteHasFailed() throws Throwable {
    RandomAccessFile to = whoseLastWriteFails(random(20 * PART));
    assertThatThrownBy(() -> call("java/io/FileDescriptor", "close0", "()V", to.getFD())).hasMessage("Bad file descriptor");
    assertThat(to.getFD().valid()).isFalse();
  }

  @Test
  void filesThatWaitForTheDiskAreWrittenAtOnce() throws Throwable {
    Path file = directory.resolve("file");
    RandomAccessFile to = openRandom(file, READ_WRITE | SYNC);
    writeParts(to, random(20 * PART), 0, 10);
    requests.set(0);
    writeParts(to, random(20 * PART), 10, 20);
    assertThat(requests.get()).isEqualTo(10);
  }

  @Test
  void smallFilesTakeNoMoreCallsThanTheProgramMakes() throws Throwable {
    requests.set(0);
    FileInputStream in = open(Files.write(directory.resolve("file"), random(100)));
    byte[] part = new byte[PART];
    // What the JDK's streams do before each read.
    assertThat(BlockingIo.readable(in)).isSameAs(in);
    assertThat(read(in, part)).isEqualTo(100);
    assertThat(read(in, part)).isEqualTo(-1);
    call("java/io/FileDescriptor", "close0", "()V", in.getFD());
    assertThat(requests.get()).isEqualTo(4);
  }

  /** What home has open under this number is from now on another file, which cannot be written. */
  private void makeReadOnly(RandomAccessFile file) throws Throwable {
    Path other = Files.write(directory.resolve("other"), new byte[1]);
    try (FileInputStream readOnly = new FileInputStream(other.toFile())) {
      FileDescriptor home = Descriptors.create(Descriptors.toHome(Descriptors.number(file.getFD())));
      // It copies descriptors of every kind.
      String owner = Runtime.version().feature() >= 21 ? "sun/nio/ch/DatagramDispatcher" : "sun/nio/ch/FileDispatcherImpl";
      find(owner, "dup0", "(Ljava/io/FileDescriptor;Ljava/io/FileDescriptor;)V").handle().invoke(readOnly.getFD(), home);
    }
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private void readParts(FileInputStream in, int parts) throws Throwable {
    byte[] part = new byte[PART];
    for (int i = 0; i < parts; i++) {
      assertThat(read(in, part)).isEqualTo(PART);
    }
  }

  private int read(FileInputStream in, byte[] to) throws Throwable {
    return (int) call("java/io/FileInputStream", "readBytes", "([BII)I", in, to, 0, to.length);
  }

  private void writeParts(RandomAccessFile to, byte[] content, int from, int until) throws Throwable {
    String name = find("java/io/RandomAccessFile", "writeBytes0", "([BII)V").find() != null ? "writeBytes0" : "writeBytes";
    for (int i = from; i < until; i++) {
      call("java/io/RandomAccessFile", name, "([BII)V", to, content, i * PART, PART);
    }
  }

  private FileInputStream open(Path file) throws Throwable {
    FileInputStream in = (FileInputStream) Streams.create(Streams.INPUT.ordinal(), new FileDescriptor());
    call("java/io/FileInputStream", "open0", "(Ljava/lang/String;)V", in, file.toString());
    return in;
  }

  private RandomAccessFile openRandom(Path file) throws Throwable {
    return openRandom(file, READ_WRITE);
  }

  private RandomAccessFile openRandom(Path file, int mode) throws Throwable {
    RandomAccessFile opened = (RandomAccessFile) Streams.create(Streams.RANDOM.ordinal(), new FileDescriptor());
    call("java/io/RandomAccessFile", "open0", "(Ljava/lang/String;I)V", opened, file.toString(), mode);
    return opened;
  }

  private Object call(String owner, String name, String descriptor, Object... arguments) throws Throwable {
    return calls.call(find(owner, name, descriptor).index(), arguments);
  }

  private static NativeMethod find(String owner, String name, String descriptor) {
    return RemoteSyscallTable.find(owner, name, descriptor).orElseThrow();
  }
}
