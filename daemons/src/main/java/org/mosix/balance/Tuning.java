package org.mosix.balance;

import java.util.EnumMap;
import java.util.Map;

/** One value for every {@link Tunable}. Immutable: a change is a new object, so that a decision sees one consistent set. */
public final class Tuning {

  /** The defaults. */
  public static final Tuning STANDARD = new Tuning(Map.of());

  private final EnumMap<Tunable, Double> changed = new EnumMap<>(Tunable.class);

  private Tuning(Map<Tunable, Double> values) {
    changed.putAll(values);
  }

  public double get(Tunable tunable) {
    return changed.getOrDefault(tunable, tunable.standard());
  }

  /** @throws IllegalArgumentException if {@code value} is out of the tunable's range */
  public Tuning with(Tunable tunable, double value) {
    Tuning with = new Tuning(changed);
    with.changed.put(tunable, tunable.checked(value));
    return with;
  }

  int count(Tunable tunable) {
    return (int) Math.round(get(tunable));
  }

  /** {@link Tunable#INTERVAL}, in milliseconds, at least 1. */
  public long intervalMillis() {
    return Math.max(1, Math.round(get(Tunable.INTERVAL) * 1000));
  }

  /** The age, in milliseconds, at which information is forgotten. */
  public long maxAgeMillis() {
    return Math.round(get(Tunable.MAX_AGE) * intervalMillis());
  }

  @Override
  public String toString() {
    return changed.toString();
  }
}
