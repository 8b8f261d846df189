package org.mosix.runtime.image;

import java.util.HashMap;
import java.util.Map;

/** Finds the shape of an object by its class word, and numbers the shapes of an image. */
final class ShapeTable {

  private long[] keys = new long[1024];
  private Shape[] shapes = new Shape[1024];
  private int size;
  private long lastKey;
  private Shape last;
  private int defined = Specials.COUNT;
  private final Map<Class<?>, Shape> byClass = new HashMap<>();

  Shape of(Object o) {
    long key = HeapLayout.classKey(o);
    if (key == lastKey && last != null) {
      return last;
    }
    int i = slot(key);
    Shape shape = shapes[i];
    if (shape == null) {
      shape = of(o.getClass());
      add(key, shape);
    }
    lastKey = key;
    last = shape;
    return shape;
  }

  Shape of(Class<?> type) {
    Shape shape = byClass.get(type);
    if (shape == null) {
      Special special = Specials.forClass(type);
      shape = special != null ? Shape.special(special) : Shape.of(type);
      byClass.put(type, shape);
    }
    return shape;
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int i = (int) (key * 0x9e3779b97f4a7c15L >>> 32) & mask;
    while (shapes[i] != null && keys[i] != key) {
      i = i + 1 & mask;
    }
    return i;
  }

  private void add(long key, Shape shape) {
    if (++size > keys.length >> 1) {
      grow();
    }
    int i = slot(key);
    keys[i] = key;
    shapes[i] = shape;
  }

  private void grow() {
    long[] oldKeys = keys;
    Shape[] oldShapes = shapes;
    keys = new long[oldKeys.length << 1];
    shapes = new Shape[oldKeys.length << 1];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldShapes[i] != null) {
        int j = slot(oldKeys[i]);
        keys[j] = oldKeys[i];
        shapes[j] = oldShapes[i];
      }
    }
  }

  /** The number the next new shape gets. */
  int next() {
    return defined;
  }

  int define() {
    return defined++;
  }
}
