package org.mosix.runtime.syscall;

/** Ends the process at home for a program that exits on a guest. */
public interface ProcessExit {

  /**
   * The program called {@code exit} or {@code halt}, or ended; its shutdown hooks have run on the guest.
   *
   * @param status the exit code of the home JVM
   */
  void halt(int status);

  /** For who serves other nodes' processes: none of them ends this JVM. */
  ProcessExit NEVER = status -> {
    throw new IllegalStateException("exit " + status + " (expected: a call on files)");
  };

  /** Nothing to say good-bye to. */
  ProcessExit HALT = status -> Runtime.getRuntime().halt(status);
}
