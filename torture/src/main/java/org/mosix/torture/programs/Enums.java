package org.mosix.torture.programs;

import java.util.EnumMap;
import java.util.EnumSet;

/** Enums: constants with bodies, switches, EnumMap and EnumSet, identity of every constant. */
public final class Enums {
  enum Operation {
    ADD("+") {
      @Override
      long apply(long a, long b) {
        return a + b;
      }
    },
    MULTIPLY("*") {
      @Override
      long apply(long a, long b) {
        return a * b;
      }
    },
    SLOW("~") {
      @Override
      long apply(long a, long b) {
        long x = a;
        for (int i = 0; i < 3_000; i++) {
          x = x * 31 + b;
        }
        return x;
      }
    };

    final String sign;
    int used;

    Operation(String sign) {
      this.sign = sign;
    }

    abstract long apply(long a, long b);
  }

  static int code(Operation operation) {
    switch (operation) {
      case ADD:
        return 1;
      case MULTIPLY:
        return 20;
      default:
        return 300;
    }
  }

  static String round() {
    EnumMap<Operation, Long> results = new EnumMap<>(Operation.class);
    EnumSet<Operation> seen = EnumSet.noneOf(Operation.class);
    long codes = 0;
    for (int n = 1; n < 40; n++) {
      for (Operation operation : Operation.values()) {
        results.merge(operation, operation.apply(n, n + 2), Long::sum);
        seen.add(operation);
        codes += code(operation);
        Check.same("constant by name", operation, Operation.valueOf(operation.name()));
        operation.used++;
      }
    }
    return results + " " + seen + " " + codes + " " + EnumSet.complementOf(seen);
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    String first = round();
    System.out.println(first);
    int count = 1;
    while (rounds.more()) {
      Check.equal("enum results", first, round());
      count++;
    }
    for (Operation operation : Operation.values()) {
      Check.equal("state of " + operation.sign, 39 * count, operation.used);
    }
    Check.ok();
  }
}
