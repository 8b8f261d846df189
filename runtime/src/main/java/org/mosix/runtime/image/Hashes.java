package org.mosix.runtime.image;

import java.util.ArrayList;
import java.util.List;

/** Gives objects that were here before the image the identity hashes they have in the program. */
final class Hashes {

  private final List<Object> refused = new ArrayList<>();
  private final ImageContext context;
  private boolean changed;
  private boolean changedOthers;

  Hashes(ImageContext context) {
    this.context = context;
  }

  void set(Object o, int hash, boolean force) {
    int present = HeapLayout.hash(o);
    if (present == hash || present != 0 && !force) {
      return;
    }
    if (!HeapLayout.setHash(o, hash)) {
      refused.add(o);
      return;
    }
    if (o instanceof Class || o instanceof ClassLoader) {
      changed |= present != 0;
    } else {
      changedOthers |= present != 0;
    }
  }

  /** Objects that keep another hash because someone holds their lock. */
  int refused() {
    return refused.size();
  }

  /** What this JVM keeps in tables by hashes would not be found any more. */
  void finish() {
    if (changed) {
      MethodTypeTable.rebuild();
      LoaderValues.rehash(context.loaders.all());
      LambdaRecipe.rehash();
      context.rehash.run();
    }
    if (changed || changedOthers) {
      HashedTables.rehash(context.loadedClasses.get());
    }
  }
}
