package org.mosix.runtime.image;


import java.io.IOException;

/** What must be done to objects of some classes when everything is filled. */
interface Fixup {

  void apply(Object o, ImageContext context) throws IOException;

  /** The fixup for objects of this class; null for most. */
  static Fixup of(Class<?> type) {
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      Fixup fixup = c.getClassLoader() == null ? Fixups.TABLE.get(c.getName()) : null;
      if (fixup != null) {
        return fixup;
      }
    }
    return null;
  }
}
