package org.mosix.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Memory of a process as the system sees it, see proc(5). */
public final class Memory {

  private Memory() {}

  /** Resident memory in MB (10^6 bytes); 0 if the process is gone or the system does not tell. */
  public static long residentMegabytes(long pid) throws IOException {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream().filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1_000_000).findFirst().orElse(0);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }
}
