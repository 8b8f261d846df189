package org.mosix.runtime.syscall;

import java.io.IOException;

/** The way to the file servers of the nodes. */
public interface MfsLinks {

  /** For programs that may not use {@code /mfs}. */
  MfsLinks NONE = node -> {
    throw new MfsRefused(false, "no files of other nodes here");
  };

  /**
   * The link to the file server of {@code node}, for the process that runs here; makes it if there is none.
   *
   * @throws MfsRefused if there is no such node, or it exports nothing
   * @throws IOException if it is out of reach
   */
  SyscallLink link(int node) throws IOException, MfsRefused;
}
