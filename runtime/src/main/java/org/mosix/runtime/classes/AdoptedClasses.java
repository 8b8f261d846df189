package org.mosix.runtime.classes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Predicate;

/**
 * What became of static initialisers, here and in the JVM a process came from: those that ran there must not run again, and those that
 * failed there have failed.
 */
public final class AdoptedClasses implements Predicate<Class<?>> {

  private final Set<Class<?>> initialised = weakSet();
  private final Set<Class<?>> failed = weakSet();
  private final Set<Class<?>> begun = weakSet();

  private static Set<Class<?>> weakSet() {
    return Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
  }

  /** Identity hashes of classes have changed. */
  public void rehash() {
    for (Set<Class<?>> set : List.of(initialised, failed, begun)) {
      synchronized (set) {
        List<Class<?>> all = new ArrayList<>(set);
        set.clear();
        set.addAll(all);
      }
    }
  }

  public void add(Class<?> type) {
    initialised.add(type);
  }

  public void addFailed(Class<?> type) {
    failed.add(type);
  }

  /** True if an initialiser of {@code type} began in this JVM. */
  public boolean hasBegun(Class<?> type) {
    return begun.contains(type);
  }

  /**
   * First in the initialiser of {@code type}: true if it has run already.
   *
   * @throws IllegalStateException if it has failed already, so that it fails here too
   */
  @Override
  public boolean test(Class<?> type) {
    begun.add(type);
    if (failed.contains(type)) {
      throw new IllegalStateException("the static initialiser of " + type.getName() + " failed before the process came here");
    }
    return initialised.contains(type);
  }
}
