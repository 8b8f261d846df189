package org.mosix.torture.programs;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Volatile flags, atomics, field updaters, adders and a VarHandle spin lock: exact counts without monitors. */
public final class SpinFlags {
  private static final VarHandle LOCKED;
  private static final AtomicLongFieldUpdater<SpinFlags> UPDATER = AtomicLongFieldUpdater.newUpdater(SpinFlags.class, "updated");

  static {
    try {
      LOCKED = MethodHandles.lookup().findVarHandle(SpinFlags.class, "locked", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile boolean go;
  private volatile long updated;
  private boolean locked;
  private long plain;

  void increment() {
    while (!LOCKED.compareAndSet(this, false, true)) {
      Thread.onSpinWait();
    }
    plain++;
    LOCKED.setRelease(this, false);
  }

  public static void main(String[] args) throws InterruptedException {
    Rounds rounds = Rounds.of(args);
    SpinFlags shared = new SpinFlags();
    AtomicInteger number = new AtomicInteger();
    LongAdder adder = new LongAdder();
    AtomicReference<String> text = new AtomicReference<>("");
    Thread[] threads = new Thread[3];
    long[] done = new long[3];
    for (int t = 0; t < 3; t++) {
      int id = t;
      threads[t] = new Thread(() -> {
        while (!shared.go) {
          Thread.onSpinWait();
        }
        while (rounds.more()) {
          number.getAndUpdate(n -> n + 1);
          adder.increment();
          shared.increment();
          UPDATER.incrementAndGet(shared);
          text.accumulateAndGet("x", (a, b) -> a.length() > 100 ? b : a + b);
          done[id]++;
        }
      });
      threads[t].start();
    }
    shared.go = true;
    long all = 0;
    for (int t = 0; t < 3; t++) {
      threads[t].join();
      all += done[t];
    }
    Check.equal("AtomicInteger", (int) all, number.get());
    Check.equal("LongAdder", all, adder.sum());
    Check.equal("spin lock", all, shared.plain);
    Check.equal("field updater", all, shared.updated);
    Check.holds("text", text.get().matches("x{1,101}"));
    Check.ok();
  }
}
