package org.mosix.torture.programs;

import java.nio.file.Files;
import java.nio.file.Path;

/** A program that loads a native library of its own in the end: away from home it is told that this cannot be. */
public final class NativeLibraries {

  private NativeLibraries() {}

  public static void main(String[] args) throws Exception {
    Rounds rounds = Rounds.of(args);
    int n = 0;
    while (rounds.more()) {
      Work.spin(n++);
    }
    Path directory = Files.createTempDirectory("library");
    Path library = directory.resolve("libcopied.so");
    try {
      Files.copy(Path.of(System.getProperty("java.home"), "lib", "libprefs.so"), library);
      System.load(library.toString());
    } catch (UnsatisfiedLinkError e) {
      Check.holds(e.getMessage(), e.getMessage().contains("away from home"));
    } finally {
      Files.deleteIfExists(library);
      Files.delete(directory);
    }
    Check.ok();
  }
}
