package org.mosix.runtime.image;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What {@code java.desktop} does when objects are found dead: it closes streams and removes files of image caches, and frees native memory. A
 * thread of the JDK does it in each JVM, with a table that nothing else leads to. The program's entries travel, except those of native
 * memory, which is freed where it is.
 */
public final class Disposals {

  private static final String DISPOSER = "sun.java2d.Disposer";

  private Disposals() {}

  /** Loads what {@link #take} needs, before the process is stopped. */
  static void load() {
    Raw.load(DISPOSER);
  }

  /** The program's entries, each a reference and what is done once it is cleared; to be part of the root of an image. */
  public static Object[] take() {
    Class<?> disposer = Raw.loadedOrNull(DISPOSER);
    if (disposer == null || Raw.U.shouldBeInitialized(disposer)) {
      return new Object[0];
    }
    List<Object[]> taken = new ArrayList<>();
    Map<?, ?> records = records(disposer);
    synchronized (records) {
      for (Map.Entry<?, ?> entry : records.entrySet()) {
        if (!NativeState.isBehind(entry.getValue())) {
          taken.add(new Object[] {entry.getKey(), entry.getValue()});
        }
      }
    }
    return taken.toArray();
  }

  /** Adds what {@link #take} took to this JVM's. */
  public static void put(Object[] taken) {
    if (taken.length == 0) {
      return;
    }
    Class<?> disposer = Raw.jdkClass(DISPOSER);
    Raw.U.ensureClassInitialized(disposer);
    Map<Object, Object> records = records(disposer);
    for (Object entry : taken) {
      Object[] pair = (Object[]) entry;
      records.put(pair[0], pair[1]);
    }
  }

  /** The process has left: none of its entries is acted on here. */
  static void drop() {
    Class<?> disposer = Raw.loadedOrNull(DISPOSER);
    if (disposer != null && !Raw.U.shouldBeInitialized(disposer)) {
      Map<?, ?> records = records(disposer);
      synchronized (records) {
        records.entrySet().removeIf(entry -> !NativeState.isBehind(entry.getValue()));
      }
    }
  }

  /** A {@code Hashtable} of {@link Reference}s. */
  @SuppressWarnings("unchecked")
  private static Map<Object, Object> records(Class<?> disposer) {
    return (Map<Object, Object>) Raw.getStatic(disposer, "records");
  }
}
