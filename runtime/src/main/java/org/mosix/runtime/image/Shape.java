package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

/** What all objects of one class have in common in an image. */
final class Shape {

  /** Added to the kind in an image: objects are to be finalized. */
  static final int FINALIZABLE = 0x10;

  static final int PLAIN = 0;
  static final int REFERENCES = 1;
  static final int PRIMITIVES = 2;
  static final int SPECIAL = 3;
  /** Not an object of the program, but an entry of the writer's stack. */
  static final int REST = 4;

  final int kind;
  final Class<?> type;
  /** Number in the image; -1 until it is defined there. */
  int index = -1;
  /** Defined in the image, and an object of it is announced by nothing but its number. */
  boolean simple;
  /** For {@link #PLAIN}, and for special objects whose fields follow. */
  final Layout layout;
  final Special special;
  final long base;
  final int scale;
  /** Per reference field (or for all elements) the class last found to fit, to check each only once. */
  final Class<?>[] fits;
  /** What to do to an object when all are filled, at the reader; null for nothing. */
  final Fixup fixup;
  /** What to do to an object before it is written; null for nothing. */
  final Guard guard;
  /** At the reader: said so in the image. */
  boolean finalizable;

  private Shape(int kind, Class<?> type, Special special) {
    this.kind = kind;
    this.type = type;
    this.special = special;
    boolean array = kind == REFERENCES || kind == PRIMITIVES;
    layout = kind == PLAIN ? Layout.of(type) : null;
    base = array ? HeapLayout.arrayBase(type) : 0;
    scale = array ? U.arrayIndexScale(type) : 0;
    fits = new Class<?>[kind == PLAIN ? layout.refs.length : 1];
    fixup = kind == PLAIN ? Fixup.of(type) : null;
    guard = kind == PLAIN ? Guard.of(type) : null;
  }

  void index(int number) {
    index = number;
    simple = kind == PLAIN && guard == null && layout.refs.length > 0;
  }

  static Shape special(Special special) {
    return new Shape(SPECIAL, null, special);
  }

  static Shape of(Class<?> type) {
    if (type == Rest.class || type == Fields.class) {
      return new Shape(REST, type, null);
    }
    int kind = !type.isArray() ? PLAIN : type.getComponentType().isPrimitive() ? PRIMITIVES : REFERENCES;
    return new Shape(kind, type, null);
  }
}
