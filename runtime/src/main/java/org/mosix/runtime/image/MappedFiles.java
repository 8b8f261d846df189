package org.mosix.runtime.image;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Files that are mapped into memory. What is only read, or is the process's own, moves as a copy; what changes the file cannot. */
final class MappedFiles {

  private static final Path MAPS = Path.of("/proc/self/maps");

  private MappedFiles() {}

  /** Ends by beginnings of what this JVM has mapped and can read; neighbours are one. */
  static TreeMap<Long, Long> readable() throws IOException {
    return with('r', 1);
  }

  /** The same of code. */
  static TreeMap<Long, Long> executable() throws IOException {
    return with('x', 3);
  }

  private static TreeMap<Long, Long> with(char right, int place) throws IOException {
    TreeMap<Long, Long> result = new TreeMap<>();
    for (String line : Files.readAllLines(MAPS)) {
      int dash = line.indexOf('-');
      int space = line.indexOf(' ', dash);
      if (line.charAt(space + place) == right) {
        long from = Long.parseUnsignedLong(line, 0, dash, 16);
        long to = Long.parseUnsignedLong(line, dash + 1, space, 16);
        Map.Entry<Long, Long> before = result.lastEntry();
        result.put(before != null && before.getValue() == from ? before.getKey() : from, to);
      }
    }
    return result;
  }

  /** @throws CannotMove if writing at {@code address} changes a file, which the system's table of mappings tells */
  static void mustNotShare(long address, Object buffer) throws CannotMove, IOException {
    try (BufferedReader maps = Files.newBufferedReader(MAPS)) {
      for (String line = maps.readLine(); line != null; line = maps.readLine()) {
        int dash = line.indexOf('-');
        int space = line.indexOf(' ', dash);
        if (Long.parseUnsignedLong(line, 0, dash, 16) <= address && address < Long.parseUnsignedLong(line, dash + 1, space, 16)) {
          if (line.charAt(space + 2) == 'w' && line.charAt(space + 4) == 's') {
            throw new CannotMove("a file is mapped into memory to be written (" + buffer.getClass().getName() + ")");
          }
          return;
        }
      }
    }
    throw new IOException("no mapping at " + Long.toHexString(address) + " in " + MAPS + " (expected: that of a buffer)");
  }
}
