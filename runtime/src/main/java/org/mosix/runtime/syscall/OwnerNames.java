package org.mosix.runtime.syscall;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/** Recognises a few class names in the bytes of a class file without making strings. */
final class OwnerNames {

  private static final int SIZE = 512;

  private final byte[][] table = new byte[SIZE][];

  OwnerNames(Collection<String> names) {
    for (String name : names) {
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      int at = hash(bytes, 0, bytes.length);
      while (table[at] != null) {
        at = at + 1 & SIZE - 1;
      }
      table[at] = bytes;
    }
  }

  boolean contains(byte[] bytes, int from, int length) {
    if (length < 12) {
      return false;
    }
    for (int at = hash(bytes, from, length); table[at] != null; at = at + 1 & SIZE - 1) {
      if (Arrays.equals(table[at], 0, table[at].length, bytes, from, from + length)) {
        return true;
      }
    }
    return false;
  }

  private static int hash(byte[] bytes, int from, int length) {
    int last = from + length - 1;
    int hash = length * 31 + bytes[last] * 7 + bytes[last - 3] * 131 + bytes[last - 7] * 1031 + bytes[from + length / 2] * 17;
    return (hash ^ hash >>> 9) & SIZE - 1;
  }
}
