package org.mosix.runtime.classes;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Values of objects of the program, which are compared by identity (their own {@code equals} and {@code hashCode} may not be ready yet) and
 * not kept alive: values must not lead to them. Not thread-safe.
 */
final class WeakIdentityMap<K, V> {

  private final Map<Key<K>, V> values = new HashMap<>();
  private final ReferenceQueue<K> dead = new ReferenceQueue<>();

  private static final class Key<K> extends WeakReference<K> {

    private final int hash;

    Key(K object, ReferenceQueue<K> queue) {
      super(object, queue);
      this.hash = System.identityHashCode(object);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      K object = get();
      return this == other || object != null && other instanceof Key<?> key && key.refersToSame(object);
    }

    private boolean refersToSame(Object object) {
      return get() == object;
    }
  }

  /** Null if there is none. */
  V get(K object) {
    return values.get(new Key<>(object, null));
  }

  void put(K object, V value) {
    for (Reference<? extends K> key = dead.poll(); key != null; key = dead.poll()) {
      values.remove(key);
    }
    values.put(new Key<>(object, dead), value);
  }

  /** Identity hashes have changed. */
  void rehash() {
    List<Runnable> again = new ArrayList<>();
    each((object, value) -> again.add(() -> put(object, value)));
    values.clear();
    again.forEach(Runnable::run);
  }

  /** For those that still live. */
  void each(BiConsumer<K, V> action) {
    values.forEach((key, value) -> {
      K object = key.get();
      if (object != null) {
        action.accept(object, value);
      }
    });
  }
}
