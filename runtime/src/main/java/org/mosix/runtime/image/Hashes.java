package org.mosix.runtime.image;

import java.util.ArrayList;
import java.util.List;

/** Gives objects that were here before the image the identity hashes they have in the program. */
final class Hashes {

  private record Change(Object object, int hash) {}

  /** Where constants of enums keep their hash besides: on Java 21 and newer. */
  private static final long OF_ENUM = Raw.field(Enum.class, "hash") == null ? -1 : Raw.offset(Enum.class, "hash");

  private final List<Object> refused = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final ImageContext context;

  Hashes(ImageContext context) {
    this.context = context;
  }

  void set(Object o, int hash) {
    int present = HeapLayout.hash(o);
    if (present == 0) {
      setNow(o, hash);
    } else if (present != hash) {
      changes.add(new Change(o, hash));
    }
  }

  private void setNow(Object o, int hash) {
    if (!HeapLayout.setHash(o, hash)) {
      refused.add(o);
    } else if (OF_ENUM > 0 && o instanceof Enum) {
      Raw.U.putInt(o, OF_ENUM, hash);
    }
  }

  /** Objects that keep another hash because someone holds their lock. */
  int refused() {
    return refused.size();
  }

  /**
   * Changes the hashes that objects already had, and puts the tables in order that are kept by them here. Not before: code that is linked
   * or classes that are made while the image is being read need these tables.
   */
  void finish() {
    changes.forEach(change -> setNow(change.object, change.hash));
    boolean classes = changes.stream().anyMatch(change -> change.object instanceof Class || change.object instanceof ClassLoader);
    if (classes) {
      rehashByClass(context);
    }
    // The table of which module uses which service has classes in its keys.
    if (classes || changes.stream().anyMatch(change -> change.object instanceof Module)) {
      ModuleTables.rehash(context.loaders);
    }
    if (!changes.isEmpty()) {
      HashedTables.rehash(context.loadedClasses.get());
    }
  }

  private static void rehashByClass(ImageContext context) {
    MethodTypeTable.rebuild();
    LoaderValues.rehash(context.loaders.all());
    context.rehash.run();
  }

  /** Finds the tables and goes through them once, so that {@link #finish} is quick. No process runs here. */
  static void prepare(ImageContext context) {
    rehashByClass(context);
    ModuleTables.rehash(context.loaders);
    Class<?>[] loaded = context.loadedClasses.get();
    HashedTables.prepare(loaded);
    HashedTables.rehash(loaded);
  }
}
