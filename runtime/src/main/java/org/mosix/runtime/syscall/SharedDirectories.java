package org.mosix.runtime.syscall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.mosix.link.SharedToken;

/** The directories of this node that other nodes have as well: two nodes know them by the token in them, whatever their paths. */
final class SharedDirectories {

  private final NodeConfiguration configuration;

  SharedDirectories(NodeConfiguration configuration) {
    this.configuration = configuration;
  }

  boolean isEmpty() {
    return configuration.now().shared().isEmpty();
  }

  /** A file as every node that shares its directory finds it. */
  record Shared(String token, String relative) {}

  /**
   * The shared directory that {@code file} is in; none if there is another file system between them.
   *
   * @param file its real path
   * @param device it is on
   */
  Optional<Shared> find(Path file, long device) {
    for (Path directory : configuration.now().shared()) {
      if (file.startsWith(directory) && device(directory) == device) {
        Optional<String> token = SharedToken.read(directory);
        if (token.isPresent()) {
          return Optional.of(new Shared(token.get(), directory.relativize(file).toString()));
        }
      }
    }
    return Optional.empty();
  }

  /** Where this node has the directory of a token. */
  Optional<Path> here(String token) {
    return configuration.now().shared().stream().filter(directory -> SharedToken.read(directory).filter(token::equals).isPresent()).findFirst();
  }

  /** The file system of a directory; -1 if it is not there. */
  static long device(Path directory) {
    try {
      return ((Number) Files.getAttribute(directory, "unix:dev")).longValue();
    } catch (IOException e) {
      return -1;
    }
  }
}
