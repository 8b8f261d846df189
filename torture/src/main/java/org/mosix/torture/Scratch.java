package org.mosix.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary directory that is removed with everything in it. */
public final class Scratch implements AutoCloseable {

  private final Path path;

  /** Makes it; the name stays short, because socket paths must. */
  public Scratch(String prefix) throws IOException {
    path = Files.createTempDirectory(prefix);
  }

  public Path path() {
    return path;
  }

  /** A new directory in it. */
  public Path directory(String name) throws IOException {
    return Files.createDirectories(path.resolve(name));
  }

  @Override
  public void close() throws IOException {
    remove(path);
  }

  static void remove(Path root) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(root)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
