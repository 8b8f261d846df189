package org.mosix.torture.programs;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** Whole stack traces, as printed: through recursion, reflection, lambdas, streams, monitors, constructors, tasks and waits. */
public final class PrintedTraces {
  static int sink;

  /** An exception whose constructors do more than call the next. */
  @SuppressWarnings("serial")
  static class Base extends RuntimeException {
    Base(String text) {
      super(text + work());
    }
  }

  @SuppressWarnings("serial")
  static final class Derived extends Base {
    final int value;

    Derived(String text) {
      super(text);
      value = work();
    }
  }

  static final class Built {
    final int value;

    Built(int value) {
      work();
      this.value = value;
      if (value > 0) {
        throw new Derived("built ");
      }
    }
  }

  interface Step {
    String go() throws Throwable;
  }

  static int work() {
    for (int i = 0; i < 20_000; i++) {
      sink += i & 3;
    }
    return 0;
  }

  static int recursion(int depth) {
    if (depth > 0) {
      return recursion(depth - 1) + 1;
    }
    work();
    throw new IllegalStateException("deep");
  }

  static synchronized int locked(int[] array, int at) {
    work();
    if (at >= array.length) {
      // Not by the VM, which leaves out the traces of exceptions that compiled code throws often.
      throw new IndexOutOfBoundsException(at);
    }
    return array[at];
  }

  public static String reflected(Object text) {
    work();
    if (text == null) {
      throw new IllegalArgumentException("no text");
    }
    return text.toString();
  }

  static String reflection() throws Throwable {
    Method method = PrintedTraces.class.getMethod("reflected", Object.class);
    try {
      return (String) method.invoke(null, (Object) null);
    } catch (InvocationTargetException e) {
      return text(e);
    }
  }

  public static String reflectedTwice() throws Throwable {
    String first = reflection();
    work();
    return first + text(new Derived("after "));
  }

  static String nested() throws Throwable {
    return (String) PrintedTraces.class.getMethod("reflectedTwice").invoke(null);
  }

  static String stream() {
    return String.valueOf(List.of(3, 1, 0).stream().map(PrintedTraces::inverse).sorted().toList());
  }

  static int inverse(int n) {
    work();
    if (n == 0) {
      throw new ArithmeticException("inverse of 0");
    }
    return 6 / n;
  }

  static String task() throws Throwable {
    Callable<Integer> call = () -> recursion(3);
    FutureTask<Integer> task = new FutureTask<>(call);
    Thread thread = new Thread(task, "task");
    thread.start();
    thread.join();
    return String.valueOf(task.get());
  }

  static String interrupted() throws Throwable {
    Thread.currentThread().interrupt();
    work();
    Thread.sleep(1000);
    return "not interrupted";
  }

  static String finallyBlock() {
    try {
      return "x" + locked(new int[1], 1);
    } finally {
      work();
      new Derived("beside ");
    }
  }

  static String cause() {
    try {
      return "x" + locked(new int[0], 0);
    } catch (IndexOutOfBoundsException e) {
      work();
      RuntimeException outer = new RuntimeException("outer", e);
      outer.addSuppressed(new Derived("also "));
      throw outer;
    }
  }

  /** Without the frames that implement reflection: the JDK changes them after some calls of a method. */
  static String text(Throwable e) {
    StringBuilder text = new StringBuilder(e + "\n");
    for (StackTraceElement element : e.getStackTrace()) {
      if (!element.getClassName().startsWith("jdk.internal.reflect.")) {
        text.append("  ").append(element).append('\n');
      }
    }
    for (Throwable beside : e.getSuppressed()) {
      text.append("beside ").append(text(beside));
    }
    return e.getCause() == null ? text.toString() : text.append("because of ").append(text(e.getCause())).toString();
  }

  static String trace(Step step) {
    try {
      return step.go();
    } catch (Throwable e) {
      return text(e);
    }
  }

  static final List<Step> STEPS =
      List.of(
          () -> "" + recursion(30),
          () -> "" + recursion(3000),
          () -> "" + locked(new int[2], 2),
          PrintedTraces::reflection,
          PrintedTraces::nested,
          PrintedTraces::stream,
          () -> "" + new Built(1).value,
          PrintedTraces::task,
          PrintedTraces::interrupted,
          PrintedTraces::finallyBlock,
          PrintedTraces::cause,
          () -> text(new Throwable("own")));

  static String round() {
    StringBuilder all = new StringBuilder();
    for (Step step : STEPS) {
      all.append(trace(step)).append('\n');
    }
    return all.toString();
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    String first = null;
    for (int n = 0; n < 2 || rounds.more(); n++) {
      String now = round();
      if (n == 0) {
        first = now;
        System.out.println(first);
      }
      Check.equal("traces", first, now);
    }
    throw new IllegalArgumentException("the end");
  }
}
