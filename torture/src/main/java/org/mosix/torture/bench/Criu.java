package org.mosix.torture.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The same programs through criu(8), where it is installed and may be used: dump to a directory, restore from it. */
final class Criu {

  private final Path directory;
  private String why = "not installed";

  Criu(Path directory) {
    this.directory = directory;
  }

  interface Starter {
    Process start() throws IOException, InterruptedException;
  }

  /** Milliseconds of a dump and a restore; NaN if that cannot be done here, see {@link #why}. */
  double dumpAndRestoreMillis(Starter program) throws IOException, InterruptedException {
    if (run("criu", "--version") != 0) {
      return Double.NaN;
    }
    Path images = Files.createTempDirectory(directory, "criu");
    Process process = program.start();
    try {
      String pid = String.valueOf(process.pid());
      long start = System.nanoTime();
      if (run("criu", "dump", "--tree", pid, "--images-dir", images.toString(), "--shell-job", "--file-locks") != 0) {
        why = "cannot dump here";
        return Double.NaN;
      }
      if (run("criu", "restore", "--images-dir", images.toString(), "--shell-job", "--restore-detached", "--file-locks") != 0) {
        why = "cannot restore here";
        return Double.NaN;
      }
      double millis = (System.nanoTime() - start) / 1e6;
      ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
      return millis;
    } finally {
      process.destroyForcibly();
    }
  }

  private static int run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    } catch (IOException e) {
      // No such program: what the caller wants to know.
      return 127;
    }
  }

  String why() {
    return why;
  }
}
