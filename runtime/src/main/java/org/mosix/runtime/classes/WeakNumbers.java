package org.mosix.runtime.classes;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Objects by number and numbers by object. A number is never given twice, also when its object is gone. Not thread-safe. */
final class WeakNumbers<T> {

  private final WeakIdentityMap<T, Integer> numbers = new WeakIdentityMap<>();
  private final Map<Integer, WeakReference<T>> objects = new HashMap<>();
  /** What is found by its number for as long as it is here, be it used or not. */
  private final List<T> kept = new ArrayList<>();
  private int next;

  /** @param first number that is given */
  WeakNumbers(int first) {
    this.next = first;
  }

  /** -1 if it has none. */
  int of(T object) {
    Integer number = numbers.get(object);
    return number == null ? -1 : number;
  }

  /** Null if there is none here. */
  T get(int number) {
    WeakReference<T> object = objects.get(number);
    return object == null ? null : object.get();
  }

  /** The number of {@code object}, which gets the next one if it has none. */
  int add(T object) {
    int number = of(object);
    if (number >= 0) {
      return number;
    }
    put(next, object);
    return next - 1;
  }

  void put(int number, T object) {
    numbers.put(object, number);
    objects.put(number, new WeakReference<>(object));
    skipTo(number + 1);
  }

  /** The next number that is given. */
  int next() {
    return next;
  }

  /** Numbers below are given elsewhere. */
  void skipTo(int number) {
    next = Math.max(next, number);
  }

  void keep(T object) {
    kept.add(object);
  }

  void keepAll() {
    kept.addAll(all());
  }

  void keepNone() {
    kept.clear();
  }

  /** Those that live. */
  List<T> all() {
    objects.values().removeIf(object -> object.get() == null);
    List<T> all = new ArrayList<>();
    numbers.each((object, number) -> all.add(object));
    return all;
  }

  /** Identity hashes have changed. */
  void rehash() {
    numbers.rehash();
  }
}
