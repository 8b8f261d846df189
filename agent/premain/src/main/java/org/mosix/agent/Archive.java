package org.mosix.agent;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * The hidden files of {@code mosix.jar}, which are one entry of it, stored as it is: to read a jar of thousands of entries, to look them
 * up and to inflate them takes a fifth of a start. The layout, in big-endian numbers, with offsets from the beginning of the entry:
 *
 * <pre>
 * int magic, int number of slots (a power of two), for each slot an int: offset of a file, or 0
 * files: int length of the name, int length, name, bytes
 * </pre>
 *
 * <p>The slot of a file is the hash code of its name, or the next free one.
 */
final class Archive {

  private static final String ENTRY = "inst/files";
  private static final int MAGIC = 0x4d4f5341;

  // Of the ZIP file format.
  private static final int END_BYTES = 22;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int CENTRAL_BYTES = 46;
  private static final int LOCAL_BYTES = 30;

  private final File jar;
  private final RandomAccessFile file;
  private final long start;
  private final byte[] slots;

  Archive(File jar) throws IOException {
    this.jar = jar;
    this.file = new RandomAccessFile(jar, "r");
    this.start = find();
    byte[] head = read(start, 8);
    if (number(head, 0) != MAGIC) {
      throw damaged();
    }
    this.slots = read(start + 8, 4 * number(head, 4));
  }

  /** The bytes of a file; null if there is none of this name. */
  synchronized byte[] read(String name) throws IOException {
    int last = slots.length / 4 - 1;
    for (int slot = name.hashCode() & last; number(slots, 4 * slot) != 0; slot = slot + 1 & last) {
      long at = start + number(slots, 4 * slot);
      // Most are the one that is looked for.
      byte[] head = read(at, 8 + name.length());
      if (number(head, 0) == name.length() && name.equals(latin(head, 8, name.length()))) {
        return read(at + 8 + name.length(), number(head, 4));
      }
    }
    return null;
  }

  private long find() throws IOException {
    byte[] end = read(file.length() - END_BYTES, END_BYTES);
    if (little(end, 0, 4) != END_SIGNATURE) {
      throw damaged();
    }
    byte[] directory = read(little(end, 16, 4), little(end, 12, 4));
    for (int at = 0; at < directory.length; ) {
      int length = little(directory, at + 28, 2);
      if (ENTRY.equals(latin(directory, at + CENTRAL_BYTES, length))) {
        if (little(directory, at + 10, 2) != 0) {
          throw new IOException(ENTRY + " of " + jar + " is compressed (expected: stored, as in the file that was built)");
        }
        long local = little(directory, at + 42, 4);
        byte[] lengths = read(local + LOCAL_BYTES - 4, 4);
        return local + LOCAL_BYTES + little(lengths, 0, 2) + little(lengths, 2, 2);
      }
      at += CENTRAL_BYTES + length + little(directory, at + 30, 2) + little(directory, at + 32, 2);
    }
    throw damaged();
  }

  private IOException damaged() {
    return new IOException(jar + " is not as it was built: " + ENTRY + " is not found in it");
  }

  private byte[] read(long at, int length) throws IOException {
    byte[] bytes = new byte[length];
    file.seek(at);
    file.readFully(bytes);
    return bytes;
  }

  /** Another constructor would load coders. */
  @SuppressWarnings("deprecation")
  private static String latin(byte[] bytes, int at, int length) {
    return new String(bytes, 0, at, length);
  }

  private static int number(byte[] bytes, int at) {
    return bytes[at] << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
  }

  private static int little(byte[] bytes, int at, int length) {
    int value = 0;
    for (int i = length - 1; i >= 0; i--) {
      value = value << 8 | bytes[at + i] & 0xff;
    }
    return value;
  }
}
