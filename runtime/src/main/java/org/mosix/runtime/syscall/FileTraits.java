package org.mosix.runtime.syscall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What kind of file home has open.
 *
 * @param readable whether it may be read ahead: a regular file that is on a disk or in memory, not made as it is read
 * @param writable whether it may be written behind: the same, and opened neither for appending nor to wait for the disk at each write
 * @param device of its file system
 * @param inode in it
 */
record FileTraits(boolean readable, boolean writable, long device, long inode) {

  private static final int TYPE = 0xf000;
  private static final int REGULAR = 0x8000;
  private static final int ACCESS = 3;
  private static final int WRITE_ONLY = 1;

  /** Of a descriptor of this JVM. */
  static FileTraits of(int descriptor) throws IOException {
    Path self = Path.of("/proc/self/fd/" + descriptor);
    Map<String, Object> attributes = Files.readAttributes(self, "unix:mode,dev,ino");
    boolean plain = ((Integer) attributes.get("mode") & TYPE) == REGULAR && !isMade(Files.readSymbolicLink(self).toString());
    int flags = (int) Whereabouts.info(descriptor)[1];
    plain &= (flags & Whereabouts.O_DIRECT) == 0;
    int access = flags & ACCESS;
    boolean waits = (flags & (Whereabouts.O_APPEND | flag("O_SYNC") | flag("O_DSYNC"))) != 0;
    return new FileTraits(plain && access != WRITE_ONLY, plain && access != 0 && !waits, ((Number) attributes.get("dev")).longValue(),
        ((Number) attributes.get("ino")).longValue());
  }

  private static int flag(String name) {
    return (Integer) JdkField.of(Structs.boot("sun.nio.fs.UnixConstants"), name).get(null);
  }

  /** By the kernel, as it is read. */
  private static boolean isMade(String path) {
    return path.startsWith("/proc/") || path.startsWith("/sys/");
  }

  boolean isSameFile(FileTraits other) {
    return device == other.device && inode == other.inode;
  }

  Wire write(Wire out) {
    return out.putByte(readable ? 1 : 0).putByte(writable ? 1 : 0).putLong(device).putLong(inode);
  }

  static FileTraits read(Wire.Reader in) {
    return new FileTraits(in.getByte() != 0, in.getByte() != 0, in.getLong(), in.getLong());
  }
}
