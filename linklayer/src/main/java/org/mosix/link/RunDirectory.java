package org.mosix.link;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/** The directory of one node daemon: its control socket, log, pid and (unless told otherwise) cluster key. Only its owner may enter it. */
public final class RunDirectory {

  /** Environment variable that names the directory when no option does. */
  public static final String VARIABLE = "MOSIX_RUN_DIR";

  /** {@code sun_path} of {@code struct sockaddr_un} on Linux holds 108 bytes with the closing zero; other systems have 104. */
  private static final int MAX_SOCKET_PATH = 103;

  private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

  private final Path path;

  private RunDirectory(Path path) {
    this.path = path.toAbsolutePath().normalize();
  }

  /**
   * Finds the directory: the option, else {@code MOSIX_RUN_DIR}, else {@code $XDG_RUNTIME_DIR/mosix}, else {@code ~/.mosix/run}. Touches
   * no file.
   *
   * @param optionOrNull what {@code --run-dir} or the agent's {@code run-dir=} said
   */
  public static RunDirectory resolve(String optionOrNull, Map<String, String> env) {
    if (given(optionOrNull)) {
      return new RunDirectory(Path.of(optionOrNull));
    }
    if (given(env.get(VARIABLE))) {
      return new RunDirectory(Path.of(env.get(VARIABLE)));
    }
    if (given(env.get("XDG_RUNTIME_DIR"))) {
      return new RunDirectory(Path.of(env.get("XDG_RUNTIME_DIR"), "mosix"));
    }
    String home = given(env.get("HOME")) ? env.get("HOME") : System.getProperty("user.home");
    return new RunDirectory(Path.of(home, ".mosix", "run"));
  }

  private static boolean given(String value) {
    return value != null && !value.isEmpty();
  }

  public Path path() {
    return path;
  }

  /** The daemon's Unix domain socket. */
  public Path control() {
    return path.resolve("control");
  }

  /** Where the cluster key is unless the daemon was told of another place. */
  public Path key() {
    return path.resolve("key");
  }

  /** What the daemon logs. */
  public Path log() {
    return path.resolve("mosixd.log");
  }

  /** What the guests of this node print outside of the programs they run. */
  public Path guestLog() {
    return path.resolve("guests.log");
  }

  /** Makes the directory with mode 0700, or takes the group's and others' rights off an existing one. */
  public void create() throws IOException {
    requireSocketPathFits();
    try {
      if (path.getParent() != null) {
        Files.createDirectories(path.getParent());
      }
      Files.createDirectory(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } catch (FileAlreadyExistsException e) {
      tighten();
    }
  }

  private void tighten() throws IOException {
    if (!Files.isDirectory(path)) {
      throw new IOException(path + " is a file (expected: a directory for the daemon's control socket)");
    }
    if (!Files.getPosixFilePermissions(path).equals(OWNER_ONLY)) {
      try {
        Files.setPosixFilePermissions(path, OWNER_ONLY);
      } catch (IOException e) {
        throw new IOException(path + " is open to others and belongs to " + Files.getOwner(path) + " (expected: an own directory)", e);
      }
    }
  }

  private void requireSocketPathFits() throws IOException {
    int length = control().toString().getBytes(StandardCharsets.UTF_8).length;
    if (length > MAX_SOCKET_PATH) {
      throw new IOException(control() + ": " + length + " bytes are too long for a socket (expected: at most " + MAX_SOCKET_PATH
          + "; choose a shorter --run-dir)");
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
