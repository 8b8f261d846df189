package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The JDK's tables of who reads, exports and opens what are keyed by modules; put in order when modules got other identity hashes. */
final class ModuleTables {

  private static final String[] SETS_OF_MODULES = {"reads"};
  private static final String[] SETS_BY_PACKAGE = {"openPackages", "exportedPackages"};
  private static final Class<?> PAIRS = Raw.jdkClass("java.lang.WeakPairMap");
  private static final Class<?> PAIR = Raw.jdkClass("java.lang.WeakPairMap$Pair$Weak");
  private static final Class<?> REFLECTION = Raw.jdkClass("java.lang.Module$ReflectionData");

  private ModuleTables() {}

  static void rehash(Loaders loaders) {
    layer(ModuleLayer.boot());
    loaders.layers().forEach(ModuleTables::layer);
    for (ClassLoader loader : loaders.all()) {
      sets(loader.getUnnamedModule());
    }
    if (!U.shouldBeInitialized(REFLECTION)) {
      for (Field field : Raw.declaredFields(REFLECTION)) {
        if (field.getType() == PAIRS) {
          pairs(Raw.getStatic(field));
        }
      }
    }
  }

  private static void layer(ModuleLayer layer) {
    layer.modules().forEach(ModuleTables::sets);
    U.putReferenceVolatile(layer, Raw.offset(ModuleLayer.class, "modules"), null); // made again from those by name
  }

  private static void sets(Module module) {
    for (String name : SETS_OF_MODULES) {
      long offset = Raw.offset(Module.class, name);
      Set<?> set = (Set<?>) U.getReferenceVolatile(module, offset);
      if (set != null && HashedTables.losesElement(set)) {
        U.putReferenceVolatile(module, offset, new HashSet<Object>(set));
      }
    }
    for (String name : SETS_BY_PACKAGE) {
      long offset = Raw.offset(Module.class, name);
      Map<?, ?> map = (Map<?, ?>) U.getReferenceVolatile(module, offset);
      if (map != null && map.values().stream().anyMatch(set -> HashedTables.losesElement((Set<?>) set))) {
        Map<Object, Object> fresh = new HashMap<>();
        map.forEach((name1, set) -> fresh.put(name1, new HashSet<Object>((Set<?>) set)));
        U.putReferenceVolatile(module, offset, fresh);
      }
    }
  }

  /** Each key remembers the hash of its two members. */
  private static void pairs(Object table) {
    ConcurrentHashMap<?, ?> map = (ConcurrentHashMap<?, ?>) U.getReference(table, Raw.offset(PAIRS, "map"));
    long hash = Raw.offset(PAIR, "hash");
    long peer = Raw.offset(PAIR, "peer");
    boolean changed = false;
    for (Object key : map.keySet()) {
      Object first = ((Reference<?>) key).get();
      Object second = ((Reference<?>) U.getReference(key, peer)).get();
      int present = System.identityHashCode(first) ^ System.identityHashCode(second);
      if (first != null && second != null && U.getInt(key, hash) != present) {
        U.putInt(key, hash, present);
        changed = true;
      }
    }
    if (changed) {
      HashedTables.refill(map);
    }
  }
}
