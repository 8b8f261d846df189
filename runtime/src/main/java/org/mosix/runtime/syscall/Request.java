package org.mosix.runtime.syscall;

/**
 * The head of every request: who calls, and the how manieth call of that caller it is. The deputy keeps the last answer of each caller
 * and gives it again to a request with the same number, so that a repeated request runs once.
 *
 * @param session the stay on one guest; a new one makes the deputy forget the callers of the last
 * @param caller a slot that one call at a time uses
 * @param sequence counts the calls of that slot
 * @param after how many batches of what is done behind are carried out before
 * @param operation the index of a native in the table, or one of the negative constants here
 */
record Request(long session, int caller, int sequence, int after, int operation) {

  /** {@link Home#describe}. */
  static final int DESCRIBE = -1;
  /** Home's clocks, for {@link ClockProbe}. */
  static final int CLOCKS = -2;
  /** Can a read of a descriptor block for ever? */
  static final int MAY_BLOCK = -3;
  /** Wait until a descriptor is readable. */
  static final int AWAIT = -4;
  /** End such a wait. */
  static final int CANCEL = -5;

  /** Wait for the end of a child process. */
  static final int AWAIT_EXIT = -6;

  /** The guest uses files of a node. */
  static final int MFS_NODE = -7;

  /** How can a file that is open at the other end be opened here? */
  static final int WHEREABOUTS = -8;
  /** The position of such a file. */
  static final int SEEK = -9;

  /** Duplicate a descriptor if a read of it would wait. */
  static final int KEEP = -10;

  /** What kind of file is open? */
  static final int TRAITS = -11;
  /** Bytes of a file at some place, and its length. */
  static final int READ_AT = -12;

  /** A batch of what is done behind. */
  static final int BATCH = -13;

  void write(Wire out) {
    out.putLong(session).putInt(caller).putInt(sequence).putInt(after).putInt(operation);
  }

  static Request read(Wire.Reader in) {
    return new Request(in.getLong(), in.getInt(), in.getInt(), in.getInt(), in.getInt());
  }
}
