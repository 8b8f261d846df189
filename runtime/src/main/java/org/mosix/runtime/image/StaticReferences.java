package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

/** What static fields of the program's classes refer to, where the program has left. */
public final class StaticReferences {

  private StaticReferences() {}

  /** Those of this class become null. Nothing is loaded, and no loader is asked for anything. */
  public static void clear(Class<?> type) {
    for (DeclaredField field : DeclaredField.of(type)) {
      if (field.isStatic() && !field.isPrimitive()) {
        U.putReferenceRelease(type, field.offset(), null);
      }
    }
  }
}
