package org.mosix.runtime.image;

/** The part of a long array of references that is still to be written or filled; on the stack in place of the array. */
final class Rest {

  /** References handled at a time, so that their objects follow before the stack holds the whole array. */
  static final int SLICE = 1024;

  final Object[] array;
  int next;

  Rest(Object[] array) {
    this.array = array;
  }
}
