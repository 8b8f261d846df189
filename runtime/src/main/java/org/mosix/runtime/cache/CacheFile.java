package org.mosix.runtime.cache;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A cache file in memory, and the look-up in it. The layout, in big-endian numbers:
 *
 * <pre>
 * int magic, int checksum of all that follows, int length and bytes of the identity,
 * int number of slots (a power of two), for each slot an int: offset of an entry, or 0
 * entries: int length and bytes of the name, int length and int checksum of the original, int length and bytes of the result
 * </pre>
 *
 * <p>The slot of an entry is the hash code of its name, or the next free one. A name may have several, told apart by their originals. A length of {@link #UNCHANGED} has no bytes.
 */
final class CacheFile {

  static final int MAGIC = 0x4d4f5301;
  static final int UNCHANGED = -1;
  /** Of what the checksum covers. */
  static final int CHECKED_FROM = 8;

  private final byte[] bytes;
  private final ByteBuffer numbers;
  private final int slots;
  private final int firstSlot;

  private CacheFile(byte[] bytes, int identityLength) {
    this.bytes = bytes;
    this.numbers = ByteBuffer.wrap(bytes);
    this.slots = numbers.getInt(12 + identityLength);
    this.firstSlot = 16 + identityLength;
  }

  static CacheFile read(File file, String identity) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file, "r")) {
      byte[] bytes = new byte[(int) Math.min(in.length(), CacheWriter.LARGEST)];
      in.readFully(bytes);
      return of(bytes, identity);
    }
  }

  /** @return null if the bytes are damaged, or of another identity */
  static CacheFile of(byte[] bytes, String identity) {
    byte[] expected = identity.getBytes(StandardCharsets.UTF_8);
    ByteBuffer numbers = ByteBuffer.wrap(bytes);
    if (bytes.length < 16 + expected.length
        || numbers.getInt(0) != MAGIC
        || numbers.getInt(8) != expected.length
        || !Arrays.equals(expected, 0, expected.length, bytes, 12, 12 + expected.length)
        || numbers.getInt(4) != Checksum.of(bytes, CHECKED_FROM)) {
      return null;
    }
    return new CacheFile(bytes, expected.length);
  }

  /** @return the changed file; {@code original} itself if it needs no change; null if it is not known */
  byte[] find(String name, byte[] original) {
    int checksum = 0;
    for (int slot = first(name); at(slot) != 0; slot = next(slot)) {
      int entry = entry(slot, name);
      if (entry >= 0 && numbers.getInt(entry) == original.length) {
        checksum = checksum == 0 ? Checksum.of(original) : checksum;
        if (numbers.getInt(entry + 4) == checksum) {
          int length = numbers.getInt(entry + 8);
          return length == UNCHANGED ? original : Arrays.copyOfRange(bytes, entry + 12, entry + 12 + length);
        }
      }
    }
    return null;
  }

  /** True if no class of this name is known that needs a change, but one that needs none. */
  boolean isUnchanged(String name) {
    boolean known = false;
    for (int slot = first(name); at(slot) != 0; slot = next(slot)) {
      int entry = entry(slot, name);
      if (entry >= 0) {
        if (numbers.getInt(entry + 8) != UNCHANGED) {
          return false;
        }
        known = true;
      }
    }
    return known;
  }

  private int first(String name) {
    return name.hashCode() & slots - 1;
  }

  private int next(int slot) {
    return slot + 1 & slots - 1;
  }

  /** Offset behind the name; -1 if it is another one. */
  private int entry(int slot, String name) {
    int at = at(slot);
    int length = numbers.getInt(at);
    return length == name.length() && name.equals(name(at, length)) ? at + 4 + length : -1;
  }

  private int at(int slot) {
    return numbers.getInt(firstSlot + 4 * slot);
  }

  private String name(int entry, int length) {
    return new String(bytes, entry + 4, length, StandardCharsets.ISO_8859_1);
  }

  List<CachedClass> all() {
    List<CachedClass> all = new ArrayList<>();
    for (int slot = 0; slot < slots; slot++) {
      int at = at(slot);
      if (at != 0) {
        int length = numbers.getInt(at);
        int entry = at + 4 + length;
        int result = numbers.getInt(entry + 8);
        byte[] file = result == UNCHANGED ? null : Arrays.copyOfRange(bytes, entry + 12, entry + 12 + result);
        all.add(new CachedClass(name(at, length), numbers.getInt(entry), numbers.getInt(entry + 4), file));
      }
    }
    return all;
  }
}
