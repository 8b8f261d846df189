package org.mosix.runtime.image;

/** Names the field or array a reference was found in, for the reason why a process cannot move. */
final class Place {

  private Place() {}

  static String of(Object from, long offset) {
    if (from.getClass().isArray()) {
      return from.getClass().getComponentType().getTypeName() + "[" + (offset - HeapLayout.OBJECT_BASE) / HeapLayout.REF + "]";
    }
    if (from instanceof Class) {
      return Layout.staticAt((Class<?>) from, offset);
    }
    return Layout.fieldAt(from.getClass(), offset);
  }
}
