package org.mosix.runtime.image;

import java.util.ArrayList;
import java.util.List;

/** Gives objects that were here before the image the identity hashes they have in the program. */
final class Hashes {

  private final List<Object> refused = new ArrayList<>();
  private boolean classChanged;

  void set(Object o, int hash, boolean force) {
    int present = HeapLayout.hash(o);
    if (present == hash || present != 0 && !force) {
      return;
    }
    if (!HeapLayout.setHash(o, hash)) {
      refused.add(o);
      return;
    }
    classChanged |= present != 0 && o instanceof Class;
  }

  /** Objects that keep another hash because someone holds their lock. */
  int refused() {
    return refused.size();
  }

  /** The table of method types caches hashes of classes; without this, equal types would no longer be the same object. */
  void finish() {
    if (classChanged) {
      MethodTypeTable.rebuild();
    }
  }
}
