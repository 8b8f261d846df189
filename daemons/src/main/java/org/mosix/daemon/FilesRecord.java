package org.mosix.daemon;

import java.util.List;

/**
 * What a node does with files, see {@link Verb#MFS}.
 *
 * @param exports directories that other nodes may use as {@code /mfs/NODE/...}
 * @param shared directories that other nodes have as well, with what their token files say
 */
public record FilesRecord(int node, List<Export> exports, List<Shared> shared) {

  /** @param access {@code ro} or {@code rw} */
  public record Export(String directory, String access) {}

  /** @param token the same on all nodes that have this file system; empty if it cannot be read */
  public record Shared(String directory, String token) {}
}
