package org.mosix.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.mosix.link.RefusedException;

/** The memory of this machine, as far as it can be known. */
final class Memory {

  /** What a guest needs besides the heap of its process. */
  private static final long OVERHEAD = 64L << 20;

  private static final Path MEMINFO = Path.of("/proc/meminfo");

  private Memory() {}

  /** Refuses a process whose heap, of {@code heapBytes}, does not fit into what is available now. */
  static void requireFree(long heapBytes) throws RefusedException {
    OptionalLong available = available();
    if (available.isPresent() && available.getAsLong() < heapBytes + OVERHEAD) {
      throw new RefusedException("memory: " + (available.getAsLong() >> 20) + " MB available (expected: " + ((heapBytes + OVERHEAD) >> 20)
          + " MB, the heap in use and 64 MB)");
    }
  }

  /** {@code MemAvailable} of proc(5), in bytes; empty where there is none. */
  private static OptionalLong available() {
    try {
      for (String line : Files.readAllLines(MEMINFO)) {
        if (line.startsWith("MemAvailable:")) {
          return OptionalLong.of(Long.parseLong(line.replaceAll("[^0-9]", "")) << 10);
        }
      }
      return OptionalLong.empty();
    } catch (IOException e) {
      // no proc file system: nothing can be said, so nothing is refused
      return OptionalLong.empty();
    }
  }
}
