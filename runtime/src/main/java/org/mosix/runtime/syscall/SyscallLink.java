package org.mosix.runtime.syscall;

import java.io.IOException;

/** The guest's way to its deputy. */
public interface SyscallLink {

  /**
   * One round trip. Many threads call at the same time, so calls overlap; a request that is sent again after a lost connection is
   * answered from the deputy's memory. The wait for the answer must survive interrupts of the calling thread and leave them pending.
   *
   * @return the answer of {@link Deputy#execute}
   * @throws IOException if home is out of reach for good
   */
  byte[] call(byte[] request) throws IOException;
}
