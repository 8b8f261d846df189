package org.mosix.torture.programs;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * Files in the directory that the property {@code files.in} names, or in the working directory, stay open all the time: one written, sought and
 * read, one appended to while another reads it, one that was deleted; besides, names come and go.
 */
public final class KeptFiles {

  private static final int LOOK_BACK = 16;

  private final Path directory;
  private final Path log;
  private final RandomAccessFile store;
  private final FileOutputStream appended;
  private final FileChannel deleted;
  private final BufferedReader reader;
  private long written;
  private long read;

  private KeptFiles(Path directory) throws IOException {
    this.directory = directory;
    this.log = directory.resolve("log");
    Path gone = directory.resolve("gone");
    store = new RandomAccessFile(directory.resolve("store").toFile(), "rw");
    appended = new FileOutputStream(log.toFile(), true);
    reader = Files.newBufferedReader(log);
    deleted = FileChannel.open(gone, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    Files.delete(gone);
  }

  public static void main(String[] args) throws Exception {
    Rounds rounds = Rounds.of(args);
    Path in = Path.of(System.getProperty("files.in", ""));
    KeptFiles files = new KeptFiles(Files.createDirectory(in.resolve("kept-" + ProcessHandle.current().pid())));
    while (rounds.more()) {
      files.write();
      files.readBehind();
      files.names();
    }
    files.check();
    Check.ok();
  }

  private void write() throws IOException {
    store.writeLong(written);
    appended.write((written + "\n").getBytes(StandardCharsets.US_ASCII));
    deleted.write(ByteBuffer.allocate(Long.BYTES).putLong(0, written));
    written++;
    if (written % LOOK_BACK == 0) {
      long at = store.getFilePointer();
      Check.equal("position", written * Long.BYTES, at);
      store.seek(at - LOOK_BACK * Long.BYTES);
      Check.equal("number", written - LOOK_BACK, store.readLong());
      store.seek(at);
      Check.equal("size of the deleted file", written * Long.BYTES, deleted.size());
    }
  }

  private void readBehind() throws IOException {
    String line = reader.readLine();
    if (line != null) {
      Check.equal("line", read++, Long.parseLong(line));
    }
  }

  private void names() throws Exception {
    Path one = directory.resolve("one");
    Path two = directory.resolve("two");
    Files.createDirectory(one);
    Files.writeString(one.resolve("x"), "x" + written);
    Check.same("second of a name", FileAlreadyExistsException.class, failure(() -> Files.createDirectory(one)));
    Check.same("directory with a file", DirectoryNotEmptyException.class, failure(() -> {
      Files.delete(one);
      return null;
    }));
    Files.move(one, two);
    Check.same("old name", NoSuchFileException.class, failure(() -> Files.readString(one.resolve("x"))));
    Check.same("old name by a stream", FileNotFoundException.class, failure(() -> new FileInputStream(one.resolve("x").toFile())));
    Check.equal("content", "x" + written, Files.readString(two.resolve("x")));
    Check.equal("length", (long) ("x" + written).length(), new File(two.toFile(), "x").length());
    Check.holds("deleted", new File(two.toFile(), "x").delete());
    Files.delete(two);
    try (Stream<Path> left = Files.list(directory)) {
      Check.equal("names", 2L, left.count());
    }
  }

  private static Class<?> failure(Callable<?> call) throws Exception {
    try {
      call.call();
      return null;
    } catch (IOException e) {
      return e.getClass();
    }
  }

  private void check() throws IOException {
    Check.equal("length", written * Long.BYTES, store.length());
    store.seek(0);
    numbers(new FileInputStream(store.getFD()));
    deleted.position(0);
    numbers(Channels.newInputStream(deleted));
    try (BufferedReader lines = Files.newBufferedReader(log)) {
      for (long n = 0; n < written; n++) {
        Check.equal("line of the log", n, Long.parseLong(lines.readLine()));
      }
      Check.same("end of the log", null, lines.readLine());
    }
    reader.close();
    appended.close();
    Files.delete(log);
    Files.delete(directory.resolve("store"));
    Files.delete(directory);
  }

  /** Closes the stream. */
  private void numbers(InputStream from) throws IOException {
    try (DataInputStream in = new DataInputStream(new BufferedInputStream(from))) {
      for (long n = 0; n < written; n++) {
        Check.equal("number", n, in.readLong());
      }
    }
  }
}
