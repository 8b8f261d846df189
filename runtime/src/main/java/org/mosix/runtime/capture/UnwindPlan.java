package org.mosix.runtime.capture;

import java.util.Arrays;

/**
 * The frames of a stopped thread from the top, found before any is unwound. While a thread unwinds it may pass polls that are not its
 * own, because the VM loads a class for it; they are told apart by this plan. Plain arrays: collections hold polls.
 */
final class UnwindPlan {

  private Class<?>[] types = new Class<?>[16];
  private String[] methods = new String[16];
  private int[] indexes = new int[16];
  private StackTraceElement[][] reflective = new StackTraceElement[16][];
  private Class<?>[][] proxies = new Class<?>[16][];
  private int size;

  /** Appends a frame stopped at {@code bci} of a method. */
  void add(Class<?> type, String method, int bci) {
    if (size == types.length) {
      types = Arrays.copyOf(types, size * 2);
      methods = Arrays.copyOf(methods, size * 2);
      indexes = Arrays.copyOf(indexes, size * 2);
      reflective = Arrays.copyOf(reflective, size * 2);
      proxies = Arrays.copyOf(proxies, size * 2);
    }
    types[size] = type;
    methods[size] = method;
    indexes[size++] = bci;
  }

  /** Frame {@code i} called the one above it by reflection, which has {@code elements} in a stack trace. */
  void reflective(int i, StackTraceElement[] elements) {
    reflective[i] = elements;
  }

  /** Frame {@code i} was called by these lambda proxies, from the top. */
  void proxies(int i, Class<?>[] classes) {
    proxies[i] = classes;
  }

  int size() {
    return size;
  }

  /** Whose method frame {@code i} is one of. */
  Class<?> type(int i) {
    return types[i];
  }

  /** What a stack trace shows of the reflective call that frame {@code i} made; null if it made none. */
  StackTraceElement[] reflective(int i) {
    return reflective[i];
  }

  /** The lambda proxies by which frame {@code i} was called; null for none. */
  Class<?>[] proxies(int i) {
    return proxies[i];
  }

  /** True if frame {@code i} is one of this method. */
  boolean isMethod(int i, Class<?> type, String method) {
    return i < size && types[i] == type && methods[i].equals(method);
  }

  /** True if frame {@code i} is stopped at this index. */
  boolean isAt(int i, int bci) {
    return indexes[i] == bci;
  }

  void clear() {
    Arrays.fill(types, 0, size, null);
    Arrays.fill(reflective, 0, size, null);
    Arrays.fill(proxies, 0, size, null);
    size = 0;
  }
}
