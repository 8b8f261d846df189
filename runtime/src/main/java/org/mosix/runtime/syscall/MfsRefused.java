package org.mosix.runtime.syscall;

/** A node that does not serve its files. */
public final class MfsRefused extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean unknown;

  /** @param unknown true if there is no such node, false if it exports nothing */
  public MfsRefused(boolean unknown, String reason) {
    super(reason);
    this.unknown = unknown;
  }

  Errno errno() {
    return new Errno(unknown ? Errno.ENOENT : Errno.EACCES);
  }
}
