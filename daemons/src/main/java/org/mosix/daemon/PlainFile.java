package org.mosix.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** A small file that shows a value, and that others may write to. Written only when the value changes, and never seen half written. */
final class PlainFile {

  private final Path path;
  private String shown;

  PlainFile(Path path) {
    this.path = path;
  }

  /** Makes the file show {@code value}. */
  void show(String value) throws IOException {
    if (!value.equals(shown)) {
      Files.createDirectories(path.getParent());
      Path aside = path.resolveSibling("." + path.getFileName());
      Files.writeString(aside, value.isEmpty() ? "" : value + "\n");
      Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      shown = value;
    }
  }

  /** What somebody else has written since; from now on the file counts as showing that. */
  Optional<String> written() throws IOException {
    if (shown == null) {
      return Optional.empty();
    }
    try {
      String now = Files.readString(path).strip();
      // an empty file is one that is being written, or shows nothing
      if (now.equals(shown) || now.isEmpty()) {
        return Optional.empty();
      }
      shown = now;
      return Optional.of(now);
    } catch (NoSuchFileException e) {
      shown = null;
      return Optional.empty();
    }
  }
}
