package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The JVM's table of canonical method types: entries remember the hash of a type, which is made of identity hashes of classes. */
final class MethodTypeTable {

  private static final Object TABLE = Raw.getStatic(MethodType.class, "internTable");

  private MethodTypeTable() {}

  /** Adds every type again under its present hash. The old entries are weak and go when they are next met by their queue. */
  static void rebuild() {
    try {
      MethodHandle add = Raw.find(TABLE.getClass(), "add",
          MethodType.methodType(TABLE.getClass().getName().contains("ReferencedKeySet") ? boolean.class : Object.class, Object.class));
      for (Object type : types()) {
        add.invoke(TABLE, type);
      }
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("method type table", e);
    }
  }

  private static List<Object> types() {
    Object map = U.getReference(TABLE, Raw.offset(TABLE.getClass(), "map"));
    while (!(map instanceof java.util.concurrent.ConcurrentMap)) {
      map = U.getReference(map, Raw.offset(map.getClass(), "map"));
    }
    List<Object> types = new ArrayList<>();
    for (Object entry : ((Map<?, ?>) map).keySet()) {
      Object type = ((java.lang.ref.Reference<?>) entry).get();
      if (type != null) {
        types.add(type);
      }
    }
    return types;
  }
}
