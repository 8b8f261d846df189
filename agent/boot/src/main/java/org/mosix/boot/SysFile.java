package org.mosix.boot;

/** A file that is open elsewhere and in this JVM, too: facades call their natives on what is here. One call at a time gets it from {@link Sys}. */
public abstract class SysFile {

  /** For {@link #here}: the {@code FileDescriptor}. */
  public static final int DESCRIPTOR = -1;

  /** The descriptor, or a stream of this kind, to be used in place of the program's. */
  public abstract Object here(int kind);

  /**
   * The call is over.
   *
   * @param index of the native in the table
   * @param moved bytes read or written; none if negative
   */
  public abstract void done(int index, long moved);

  /** The call has thrown. */
  public abstract void failed();
}
