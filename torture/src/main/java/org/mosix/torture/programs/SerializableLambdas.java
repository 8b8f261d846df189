package org.mosix.torture.programs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.function.IntUnaryOperator;

/** Serializable lambdas are written, read back and run; the original and the copy agree. */
public final class SerializableLambdas {
  interface Operator extends IntUnaryOperator, Serializable {}

  static Operator make(int captured, String text) {
    return n -> {
      int x = n;
      for (int i = 0; i < 3_000; i++) {
        x = x * 31 + captured;
      }
      return x + text.length();
    };
  }

  static Object copy(Object original) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(original);
    }
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }

  public static void main(String[] args) throws IOException, ClassNotFoundException {
    Rounds rounds = Rounds.of(args);
    Operator kept = make(7, "seven");
    int first = kept.applyAsInt(1);
    System.out.println(first);
    Operator last = kept;
    while (rounds.more()) {
      last = (Operator) copy(kept);
      Check.equal("copy", first, last.applyAsInt(1));
      Check.equal("original", first, kept.applyAsInt(1));
    }
    Check.equal("last copy", first, last.applyAsInt(1));
    Check.ok();
  }
}
