package org.mosix.runtime.image;

/** Remembers a number for each object met. The number lives in an off-heap {@code int}, 0 for an object not met before. */
abstract class ObjectIds implements AutoCloseable {

  /** Address of the number of the object referenced at {@code offset} of {@code holder}; 0 if that is null. Valid until the next call. */
  abstract long slot(Object holder, long offset);

  /** The identity hash the program gave to the object last asked for; 0 if none. */
  abstract int programsHash(Object o);

  /** True if objects have moved, so that nothing in here is right any more. */
  abstract boolean stale();

  abstract boolean byAddress();

  @Override
  public abstract void close();
}
