package org.mosix.torture.programs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Locks of regions of files: shared and exclusive, overlapping in one process, released, valid after moves. */
public final class FileLocks {
  static String round(FileChannel kept, FileLock held) throws IOException {
    StringBuilder out = new StringBuilder();
    Check.holds("held", held.isValid() && !held.isShared());
    Work.spin(1);
    try {
      kept.tryLock(5, 10, false);
      Check.fail("locked twice");
    } catch (OverlappingFileLockException e) {
      out.append("overlaps ");
    }
    try (FileLock other = kept.lock(100, 50, true)) {
      Work.spin(2);
      out.append(other.isShared()).append(other.overlaps(120, 1)).append(other.position()).append(other.size());
    }
    try (FileLock again = kept.tryLock(100, 50, false)) {
      out.append(again.isValid());
    }
    return out.toString();
  }

  public static void main(String[] args) throws Exception {
    Path file = Path.of("locked");
    try (FileChannel kept = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      FileLock held = kept.lock(0, 20, false);
      Rounds.equal(args, "locks", () -> round(kept, held));
      held.release();
      Check.holds("released", !held.isValid());
    }
    Files.delete(file);
  }
}
