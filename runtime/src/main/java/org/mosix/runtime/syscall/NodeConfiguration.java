package org.mosix.runtime.syscall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.mosix.link.NodeFiles;

/** The node's configuration of files, read again when it has changed. */
public final class NodeConfiguration {

  private final Path file;
  private NodeFiles files = NodeFiles.NONE;
  private FileTime read;

  /** @param file need not exist */
  public NodeConfiguration(Path file) {
    this.file = file;
  }

  /** As it is now; {@link NodeFiles#NONE} if there is none, or one that cannot be read. */
  synchronized NodeFiles now() {
    try {
      if (!Files.exists(file)) {
        return NodeFiles.NONE;
      }
      FileTime changed = Files.getLastModifiedTime(file);
      if (!changed.equals(read)) {
        files = NodeFiles.read(file);
        read = changed;
      }
      return files;
    } catch (IOException e) {
      // What is not understood is not allowed; the daemon reports the line when it is asked.
      read = null;
      return NodeFiles.NONE;
    }
  }
}
