package org.mosix.torture.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Structured task scopes, nested: subtasks in virtual threads inherit scoped values, are joined, and failures end the scope. */
public final class StructuredTasks {
  private static final String SCOPE = "java.util.concurrent.StructuredTaskScope";

  private static Object open() {
    return Virtual.call(SCOPE, null, "open", new Class<?>[0]);
  }

  private static Supplier<?> fork(Object scope, Callable<?> task) {
    return (Supplier<?>) Virtual.call(SCOPE, scope, "fork", new Class<?>[] {Callable.class}, task);
  }

  private static void join(Object scope) {
    Virtual.call(SCOPE, scope, "join", new Class<?>[0]);
  }

  private static void close(Object scope) {
    Virtual.call(SCOPE, scope, "close", new Class<?>[0]);
  }

  static int tree(int depth) throws Exception {
    if (depth == 0) {
      Thread.sleep(1);
      return Integer.parseInt((String) ScopedValues.get());
    }
    Object scope = open();
    try {
      List<Supplier<?>> parts = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        parts.add(fork(scope, () -> tree(depth - 1)));
      }
      join(scope);
      int sum = 0;
      for (Supplier<?> part : parts) {
        sum += (Integer) part.get();
      }
      return sum;
    } finally {
      close(scope);
    }
  }

  static String failing() {
    Object scope = open();
    try {
      fork(scope, () -> {
        Thread.sleep(600_000);
        return null;
      });
      fork(scope, () -> {
        throw new IllegalArgumentException("wanted");
      });
      join(scope);
      return "joined";
    } catch (RuntimeException e) {
      return e.getClass().getSimpleName() + " " + e.getCause().getMessage();
    } finally {
      close(scope);
    }
  }

  static String round() {
    StringBuilder out = new StringBuilder();
    ScopedValues.with("7", () -> {
      try {
        out.append(tree(3)).append(' ').append(failing());
      } catch (Exception e) {
        Check.fail("tree: " + e);
      }
    });
    return out.toString();
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "tasks", () -> round());
  }
}
