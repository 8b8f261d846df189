package org.mosix.torture.programs;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;

/**
 * Files are written and read in many small calls, and after each kind of call looked at in other ways: by a second descriptor, by name, by a
 * child process. What was done before must be seen, in order.
 */
public final class OrderedFiles {

  private static final int PART = 3000;
  private static final int PARTS = 40;
  private static final int ROUNDS_PER_CHILD = 8;

  private final Random random = new Random(1);
  private final byte[] content = new byte[PART * PARTS];
  private final byte[] part = new byte[PART];
  private int round;

  public static void main(String[] args) throws IOException, InterruptedException {
    Rounds rounds = Rounds.of(args);
    OrderedFiles files = new OrderedFiles();
    while (rounds.more()) {
      files.round();
    }
    Check.ok();
  }

  private void round() throws IOException, InterruptedException {
    random.nextBytes(content);
    readWhileWriting(Path.of("both"));
    changeWhileReading(Path.of("changed"));
    truncateAndRename(Path.of("old"), Path.of("new"));
    readDeleted(Path.of("deleted"));
    copy(Path.of("from"), Path.of("to"));
    fillUp();
    if (round++ % ROUNDS_PER_CHILD == 0) {
      askChild(Path.of("child"));
    }
  }

  /** A descriptor reads what another has just written; each length is that of all that was written. */
  private void readWhileWriting(Path file) throws IOException {
    try (OutputStream out = new FileOutputStream(file.toFile()); FileInputStream in = new FileInputStream(file.toFile())) {
      for (int i = 0; i < PARTS; i++) {
        out.write(content, i * PART, PART);
        if (i % 11 == 10) {
          Check.equal("length by name", (i + 1L) * PART, Files.size(file));
        }
        if (i >= PARTS / 2) {
          checkPart(in, i - PARTS / 2);
        }
      }
      for (int i = PARTS / 2; i < PARTS; i++) {
        checkPart(in, i);
      }
      Check.equal("end", -1, in.read());
    }
  }

  private void checkPart(FileInputStream in, int i) throws IOException {
    Check.equal("bytes read", PART, in.read(part));
    Check.holds("part " + i + " of round " + round, Arrays.equals(part, 0, PART, content, i * PART, (i + 1) * PART));
  }

  /** Bytes that lie ahead of a reader are written by another descriptor. */
  private void changeWhileReading(Path file) throws IOException {
    Files.write(file, new byte[content.length]);
    try (FileInputStream in = new FileInputStream(file.toFile()); RandomAccessFile to = new RandomAccessFile(file.toFile(), "rw")) {
      for (int i = 0; i < PARTS; i++) {
        to.write(content, i * PART, PART);
        checkPart(in, i);
        Check.equal("available", content.length - (i + 1) * PART, in.available());
      }
      Check.equal("position", (long) content.length, to.getFilePointer());
      to.seek(PART);
      to.readFully(part);
      Check.holds("part 1 sought", Arrays.equals(part, 0, PART, content, PART, 2 * PART));
      Check.equal("position after it", 2L * PART, to.getFilePointer());
    }
  }

  /** An open file is cut, goes on at its end, and gets another name. */
  private void truncateAndRename(Path old, Path renamed) throws IOException {
    try (FileChannel out = FileChannel.open(old, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
      for (int i = 0; i < PARTS; i++) {
        ByteBuffer bytes = ByteBuffer.wrap(content, i * PART, PART);
        Check.equal("bytes written", PART, out.write(bytes));
      }
      Files.write(old, "appended".getBytes(StandardCharsets.US_ASCII), StandardOpenOption.APPEND);
      Check.equal("position", (long) content.length, out.position());
      Check.equal("size", content.length + 8L, out.size());
      out.truncate(2L * PART);
      out.write(ByteBuffer.wrap(content, 2 * PART, PART));
      Files.move(old, renamed, StandardCopyOption.REPLACE_EXISTING);
      for (int i = 3; i < PARTS; i++) {
        out.write(ByteBuffer.wrap(content, i * PART, PART));
      }
      Check.holds("renamed file of round " + round, Arrays.equals(content, Files.readAllBytes(renamed)));
    }
  }

  private void readDeleted(Path file) throws IOException {
    Files.write(file, content);
    try (DataInputStream in = new DataInputStream(new BufferedInputStream(new FileInputStream(file.toFile()), PART))) {
      Files.delete(file);
      for (int i = 0; i < PARTS; i++) {
        in.readFully(part);
        Check.holds("part " + i + " of the deleted file", Arrays.equals(part, 0, PART, content, i * PART, (i + 1) * PART));
      }
      Check.equal("end", -1, in.read());
    }
  }

  private void copy(Path from, Path to) throws IOException {
    Files.write(from, content);
    try (FileInputStream in = new FileInputStream(from.toFile()); OutputStream out = new FileOutputStream(to.toFile())) {
      for (int length = in.read(part); length >= 0; length = in.read(part)) {
        out.write(part, 0, length);
      }
    }
    Check.holds("copy of round " + round, Arrays.equals(content, Files.readAllBytes(to)));
  }

  /** Each write to a full disk fails at once. */
  private void fillUp() throws IOException {
    try (OutputStream full = new FileOutputStream("/dev/full")) {
      for (int i = 0; i < 8; i++) {
        try {
          full.write(content, 0, PART);
          Check.holds("write " + i + " to a full disk", false);
        } catch (IOException e) {
          Check.equal("reason", "No space left on device", e.getMessage());
        }
      }
    }
  }

  /** A child sees all that was written before it started. */
  private void askChild(Path file) throws IOException, InterruptedException {
    try (OutputStream out = new FileOutputStream(file.toFile())) {
      for (int i = 0; i < PARTS; i++) {
        out.write(content, i * PART, PART);
      }
      Process child = new ProcessBuilder("cat", file.toString()).start();
      byte[] seen = child.getInputStream().readAllBytes();
      Check.equal("exit code", 0, child.waitFor());
      Check.holds("what the child saw in round " + round, Arrays.equals(content, seen));
    }
  }
}
