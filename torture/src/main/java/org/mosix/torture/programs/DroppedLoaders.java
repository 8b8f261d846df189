package org.mosix.torture.programs;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;

/** A class loader for every task, as script engines make them: those in use work on, the others are unloaded. */
public final class DroppedLoaders {

  private static final int KEPT = 5;
  private static final int MOST = 40;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  /** Loaded by each loader, with a lambda and a static field of its own. */
  public static final class Task implements IntUnaryOperator {
    private static int calls;

    @Override
    public int applyAsInt(int operand) {
      int[] sum = {operand};
      IntSupplier more = () -> sum[0] = sum[0] * 31 + calls;
      for (int i = 0; i < 50; i++) {
        calls++;
        more.getAsInt();
      }
      return sum[0];
    }
  }

  static final class OfOneTask extends ClassLoader {

    OfOneTask() {
      super(DroppedLoaders.class.getClassLoader());
    }

    IntUnaryOperator task() throws ReflectiveOperationException, IOException {
      try (InputStream in = getParent().getResourceAsStream(Task.class.getName().replace('.', '/') + ".class")) {
        byte[] file = in.readAllBytes();
        return (IntUnaryOperator) defineClass(Task.class.getName(), file, 0, file.length).getDeclaredConstructor().newInstance();
      }
    }
  }

  private static void collect(List<WeakReference<ClassLoader>> loaders) {
    System.gc();
    loaders.removeIf(loader -> loader.get() == null);
  }

  public static void main(String[] args) throws Exception {
    int first = new OfOneTask().task().applyAsInt(1);
    System.out.println(first);
    Rounds rounds = Rounds.of(args);
    List<WeakReference<ClassLoader>> made = new ArrayList<>();
    List<IntUnaryOperator> kept = new ArrayList<>();
    int runs = 0;
    while (rounds.more()) {
      IntUnaryOperator task = new OfOneTask().task();
      made.add(new WeakReference<>(task.getClass().getClassLoader()));
      Check.equal("first run", first, task.applyAsInt(1));
      if (kept.size() < KEPT) {
        kept.add(task);
      }
      runs++;
      if (made.size() % MOST == 0) {
        collect(made);
      }
    }
    // A move under way holds what it sends.
    for (long end = System.nanoTime() + PATIENCE_NANOS; made.size() > MOST && System.nanoTime() - end < 0; Thread.sleep(100)) {
      collect(made);
    }
    Check.holds("at most " + MOST + " loaders are left: " + made.size(), made.size() <= MOST);
    for (IntUnaryOperator task : kept) {
      Check.holds("a loader of its own", task.getClass() != Task.class && task.getClass().getClassLoader() instanceof OfOneTask);
      Check.holds("second run", task.applyAsInt(1) != first);
    }
    Check.holds("some were run", runs > 0);
    Check.ok();
  }
}
