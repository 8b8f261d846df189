package org.mosix.runtime.syscall;

import java.nio.file.Path;

/** The directories that the node of this JVM shares. Set once, when the JVM starts. */
final class NodeShares {

  private static volatile SharedDirectories now = new SharedDirectories(new NodeConfiguration(Path.of("/nonexistent")));

  private NodeShares() {}

  static void set(NodeConfiguration configuration) {
    now = new SharedDirectories(configuration);
  }

  static SharedDirectories now() {
    return now;
  }
}
