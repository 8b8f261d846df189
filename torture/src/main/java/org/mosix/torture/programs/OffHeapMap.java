package org.mosix.torture.programs;

import java.util.concurrent.atomic.AtomicReference;

/** A hash table in memory taken by address, to which several threads add at the same time, and which is taken larger now and then. */
public final class OffHeapMap {

  private static final int THREADS = 4;
  private static final int KEYS = 300;

  /** Pairs of words: key and count. */
  private static final class Table {
    final int size;
    final long address;

    Table(int size) {
      this.size = size;
      this.address = Native.zeros(16L * size);
    }

    void add(long key, long n) {
      for (int i = (int) (key * 31 % size); ; i = (i + 1) % size) {
        long at = address + 16L * i;
        long found = Native.UNSAFE.getLongVolatile(null, at);
        if (found == 0 && Native.UNSAFE.compareAndSwapLong(null, at, 0, key) || found == key
            || Native.UNSAFE.getLongVolatile(null, at) == key) {
          Native.UNSAFE.getAndAddLong(null, at + 8, n);
          return;
        }
      }
    }

    long total() {
      long total = 0;
      for (int i = 0; i < size; i++) {
        total += Native.UNSAFE.getLong(address + 16L * i) * Native.UNSAFE.getLong(address + 16L * i + 8);
      }
      return total;
    }

    Table larger() {
      Table larger = new Table(size == 4096 ? 512 : 2 * size);
      for (int i = 0; i < size; i++) {
        long key = Native.UNSAFE.getLong(address + 16L * i);
        if (key != 0) {
          larger.add(key, Native.UNSAFE.getLong(address + 16L * i + 8));
        }
      }
      Native.UNSAFE.freeMemory(address);
      return larger;
    }
  }

  private OffHeapMap() {}

  private static Object round(AtomicReference<Table> shared) throws InterruptedException {
    Table table = shared.get();
    long before = table.total();
    Work.together(THREADS, id -> {
      for (int k = 1; k <= KEYS; k++) {
        table.add(k, id + 1);
        Work.spin(1);
      }
    });
    shared.set(table.larger());
    return shared.get().total() - before;
  }

  public static void main(String[] args) throws Exception {
    AtomicReference<Table> shared = new AtomicReference<>(new Table(512));
    Rounds.equal(args, "counts", () -> round(shared));
    Native.UNSAFE.freeMemory(shared.get().address);
  }
}
