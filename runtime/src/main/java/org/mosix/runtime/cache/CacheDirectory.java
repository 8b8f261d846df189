package org.mosix.runtime.cache;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import jdk.internal.misc.VM;

/**
 * Where the cache files are. What is read from there runs in every managed JVM of the user, so nobody else may be able to write it: the
 * directory and the files must be the user's own and closed to others, and no directory above may let others replace them.
 */
final class CacheDirectory {

  /** Environment variable that names the directory, or says {@code off}, when no option does. */
  static final String VARIABLE = "MOSIX_CACHE";

  private static final String OFF = "off";
  private static final String ATTRIBUTES = "unix:mode,uid";
  private static final int TYPE = 0170000;
  private static final int FOLDER = 0040000;
  private static final int REGULAR = 0100000;
  private static final int STICKY = 01000;
  private static final int WRITABLE_BY_OTHERS = 022;
  private static final int OPEN_TO_OTHERS = 077;

  private final Path path;

  private CacheDirectory(Path path) {
    this.path = path.toAbsolutePath();
  }

  /**
   * Finds the directory: the option, else {@value #VARIABLE}, else {@code $XDG_CACHE_HOME/mosix}, else {@code ~/.mosix/cache}. Touches
   * no file.
   *
   * @return null if there is to be no cache
   */
  static CacheDirectory resolve(String optionOrNull, Map<String, String> env) {
    String chosen = given(optionOrNull) ? optionOrNull : env.get(VARIABLE);
    if (given(chosen)) {
      return chosen.equals(OFF) ? null : new CacheDirectory(Path.of(chosen));
    }
    if (given(env.get("XDG_CACHE_HOME"))) {
      return new CacheDirectory(Path.of(env.get("XDG_CACHE_HOME"), "mosix"));
    }
    String home = given(env.get("HOME")) ? env.get("HOME") : System.getProperty("user.home");
    return given(home) ? new CacheDirectory(Path.of(home, ".mosix", "cache")) : null;
  }

  private static boolean given(String value) {
    return value != null && !value.isEmpty();
  }

  Path path() {
    return path;
  }

  /** The file for JVMs of this identity. */
  File file(String identity) {
    String role = identity.substring(0, identity.indexOf('\n'));
    return path.resolve(role + '-' + Integer.toHexString(identity.hashCode()) + CacheCleaner.SUFFIX).toFile();
  }

  /** Makes the directory, and those above it, with mode 0700. */
  void create() throws IOException {
    if (!Files.isDirectory(path)) {
      FileAttribute<?> ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
      Files.createDirectories(path, ownerOnly);
    }
  }

  /** True if nobody but the user (and root) can have written what is in {@code file}. */
  boolean isTrusted(File file) {
    try {
      return isPrivate(file.toPath(), REGULAR) && isTrusted();
    } catch (IOException | UnsupportedOperationException e) {
      // Missing, or on a file system without owners and permissions.
      return false;
    }
  }

  /** True if nobody but the user (and root) can put files here. */
  boolean isTrusted() throws IOException {
    Path real = path.toRealPath();
    if (!isPrivate(real, FOLDER)) {
      return false;
    }
    for (Path above = real.getParent(); above != null; above = above.getParent()) {
      if (!keepsItsEntries(above)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPrivate(Path path, int type) throws IOException {
    Map<String, Object> attributes = Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    int mode = (Integer) attributes.get("mode");
    return (mode & TYPE) == type && (mode & OPEN_TO_OTHERS) == 0 && (Integer) attributes.get("uid") == VM.geteuid();
  }

  /** True if others cannot rename what is in this directory. */
  private static boolean keepsItsEntries(Path directory) throws IOException {
    Map<String, Object> attributes = Files.readAttributes(directory, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    int mode = (Integer) attributes.get("mode");
    int owner = (Integer) attributes.get("uid");
    return (owner == 0 || owner == VM.geteuid()) && ((mode & WRITABLE_BY_OTHERS) == 0 || (mode & STICKY) != 0);
  }
}
