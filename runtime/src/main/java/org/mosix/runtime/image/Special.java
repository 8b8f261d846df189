package org.mosix.runtime.image;

import java.io.IOException;

/** Objects that are not copied field by field. What {@link #write} puts, {@link #read} takes, to the byte. */
abstract class Special {

  private int index = -1;

  /** Number of this kind of object in every image. */
  final int index() {
    return index;
  }

  final void index(int value) {
    index = value;
  }

  /** True for classes whose objects this is for. Asked once per class. */
  boolean accepts(Class<?> type) {
    return false;
  }

  /**
   * Writes what the target needs to find or make its counterpart of {@code o}. May refer to leaves only: classes, strings.
   * Where it calls {@link Walk#fieldsFollow}, {@link #read} calls {@link Build#fieldsFollow}.
   */
  abstract void write(Object o, Walk walk) throws CannotMove, IOException;

  /** Finds or makes the object. */
  abstract Object read(Build build) throws IOException;
}
