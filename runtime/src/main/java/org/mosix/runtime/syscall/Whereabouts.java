package org.mosix.runtime.syscall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How another JVM opens the same file that this one has open.
 *
 * @param flags of {@code open(2)}
 * @param position in the file
 * @param inode by which the other JVM knows that it is the same
 * @param tokenOrNull of the shared directory that {@code path} is in; null if {@code path} is for JVMs of this machine
 */
record Whereabouts(int flags, long position, long inode, String tokenOrNull, String path) {

  private static final String SELF = "/proc/self/fd/";
  private static final int TYPE = 0xf000;
  private static final int REGULAR = 0x8000;
  static final int O_APPEND = 0x400;
  static final int O_DIRECT = (Integer) JdkField.of(Structs.boot("sun.nio.fs.UnixConstants"), "O_DIRECT").get(null);

  /** Of a file that a guest may use by itself if it shares the directory; empty for what must be used through here. */
  static Optional<Whereabouts> shared(int descriptor, SharedDirectories directories) throws IOException {
    return open(descriptor, (path, device) -> directories.find(path, device));
  }

  /** Of a file for a JVM of this machine. */
  static Optional<Whereabouts> onThisMachine(int descriptor) throws IOException {
    String path = "/proc/" + ProcessHandle.current().pid() + "/fd/" + descriptor;
    return open(descriptor, (real, device) -> Optional.of(new SharedDirectories.Shared(null, path)));
  }

  private interface Finder {
    Optional<SharedDirectories.Shared> find(Path real, long device);
  }

  private static Optional<Whereabouts> open(int descriptor, Finder finder) throws IOException {
    Path self = Path.of(SELF + descriptor);
    Map<String, Object> attributes = Files.readAttributes(self, "unix:mode,dev,ino");
    long[] info = info(descriptor);
    int flags = (int) info[1];
    boolean plain = ((Integer) attributes.get("mode") & TYPE) == REGULAR && (flags & (O_APPEND | O_DIRECT)) == 0;
    if (!plain) {
      return Optional.empty();
    }
    return finder.find(Files.readSymbolicLink(self), ((Number) attributes.get("dev")).longValue())
        .map(found -> new Whereabouts(flags, info[0], ((Number) attributes.get("ino")).longValue(), found.token(), found.relative()));
  }

  /** Position and flags, see proc(5). */
  static long[] info(int descriptor) throws IOException {
    long position = 0;
    long flags = 0;
    for (String line : Files.readAllLines(Path.of("/proc/self/fdinfo/" + descriptor))) {
      if (line.startsWith("pos:")) {
        position = Long.parseLong(line.substring(4).strip());
      } else if (line.startsWith("flags:")) {
        flags = Long.parseLong(line.substring(6).strip(), 8);
      }
    }
    return new long[] {position, flags};
  }

  static Wire write(Optional<Whereabouts> found, Wire out) {
    out.putByte(found.isPresent() ? 1 : 0);
    found.ifPresent(at -> out.putInt(at.flags).putLong(at.position).putLong(at.inode).putString(at.tokenOrNull).putString(at.path));
    return out;
  }

  static Optional<Whereabouts> read(Wire.Reader in) {
    return in.getByte() == 0 ? Optional.empty()
        : Optional.of(new Whereabouts(in.getInt(), in.getLong(), in.getLong(), in.getString(), in.getString()));
  }
}
