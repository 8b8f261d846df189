package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

/** Numbers keyed by identity hash, in an open-addressing table: slower, but right whatever the collector does. */
final class HashIds extends ObjectIds {

  private Object[] keys = new Object[1 << 16];
  private long numbers = zeroed(keys.length);
  private int size;
  private int lastHash;

  private static long zeroed(int entries) {
    long memory = U.allocateMemory(4L * entries);
    U.setMemory(memory, 4L * entries, (byte) 0);
    return memory;
  }

  @Override
  long slot(Object holder, long offset) {
    Object o = U.getReference(holder, offset);
    if (o == null) {
      return 0;
    }
    lastHash = HeapLayout.HASH_SHIFT < 0 ? 0 : HeapLayout.hash(o);
    if (size >= keys.length >> 1) {
      grow();
    }
    int i = find(keys, o);
    if (keys[i] == null) {
      keys[i] = o;
      size++;
    }
    return numbers + 4L * i;
  }

  private static int find(Object[] keys, Object o) {
    int i = System.identityHashCode(o) * 0x9e3779b1 >>> 1 & keys.length - 1;
    while (keys[i] != null && keys[i] != o) {
      i = i + 1 & keys.length - 1;
    }
    return i;
  }

  private void grow() {
    Object[] wider = new Object[keys.length << 1];
    long memory = zeroed(wider.length);
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != null) {
        int j = find(wider, keys[i]);
        wider[j] = keys[i];
        U.putInt(memory + 4L * j, U.getInt(numbers + 4L * i));
      }
    }
    U.freeMemory(numbers);
    keys = wider;
    numbers = memory;
  }

  /** Every object gets a hash from this table, so only the one it had before counts. */
  @Override
  int programsHash(Object o) {
    return HeapLayout.HASH_SHIFT < 0 ? System.identityHashCode(o) : lastHash;
  }

  @Override
  boolean stale() {
    return false;
  }

  @Override
  boolean byAddress() {
    return false;
  }

  @Override
  public void close() {
    U.freeMemory(numbers);
    numbers = 0;
    keys = null;
  }
}
