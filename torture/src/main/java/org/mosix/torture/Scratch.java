package org.mosix.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A temporary directory that is removed with everything in it. */
public final class Scratch implements AutoCloseable {

  private static final int ATTEMPTS = 20;
  private static final long PAUSE_NANOS = 50_000_000;

  private final Path path;
  private final Runnable atExit = this::removeAtExit;

  /** Makes it; the name stays short, because socket paths must. */
  public Scratch(String prefix) throws IOException {
    path = Files.createTempDirectory(prefix);
    AtExit.add(atExit);
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
    AtExit.remove(atExit);
  }

  private void removeAtExit() {
    try {
      remove(path);
    } catch (IOException | UncheckedIOException e) {
      System.err.println(path + " could not be removed: " + e.getMessage());
    }
  }

  /** Tries again for a while: processes that were just killed may have been writing. */
  private static void remove(Path root) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        removeOnce(root);
        return;
      } catch (IOException | UncheckedIOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private static void removeOnce(Path root) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(root)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
