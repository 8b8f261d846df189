package org.mosix.runtime.classes;

import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Predicate;

/**
 * What became of static initialisers, here and in the JVM a process came from: those that ran there must not run again, and those that
 * failed there have failed.
 */
public final class AdoptedClasses implements Predicate<Class<?>> {

  private static final int INITIALISED = 1;
  private static final int FAILED = 2;
  private static final int BEGUN = 4;

  /** Sums of the above. */
  private final Map<Class<?>, Integer> states = new WeakHashMap<>();

  /** Identity hashes of classes have changed. */
  public synchronized void rehash() {
    Map<Class<?>, Integer> all = new HashMap<>(states);
    states.clear();
    states.putAll(all);
  }

  public void add(Class<?> type) {
    note(type, INITIALISED);
  }

  public void addFailed(Class<?> type) {
    note(type, FAILED);
  }

  /** True if an initialiser of {@code type} began in this JVM. */
  public synchronized boolean hasBegun(Class<?> type) {
    return (state(type) & BEGUN) != 0;
  }

  /**
   * First in the initialiser of {@code type}: true if it has run already.
   *
   * @throws IllegalStateException if it has failed already, so that it fails here too
   */
  @Override
  public boolean test(Class<?> type) {
    int state = note(type, BEGUN);
    if ((state & FAILED) != 0) {
      throw new IllegalStateException("the static initialiser of " + type.getName() + " failed before the process came here");
    }
    return (state & INITIALISED) != 0;
  }

  private synchronized int note(Class<?> type, int more) {
    int state = state(type) | more;
    states.put(type, state);
    return state;
  }

  private int state(Class<?> type) {
    Integer known = states.get(type);
    return known == null ? 0 : known;
  }
}
