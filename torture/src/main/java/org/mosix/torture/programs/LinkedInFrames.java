package org.mosix.torture.programs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/** A frame that goes on for long makes lambdas and texts, and they are those of its class: serializable ones are written and read in it. */
public final class LinkedInFrames {
  interface Operator extends IntUnaryOperator, Serializable {}

  interface Both extends Supplier<String>, Serializable {}

  static int mixed(int seed) {
    int x = seed;
    for (int i = 0; i < 20_000; i++) {
      x = x * 31 + i;
    }
    return x;
  }

  public static void main(String[] args) throws IOException, ClassNotFoundException {
    Rounds rounds = Rounds.of(args);
    String prefix = LinkedInFrames.class.getName() + "$$Lambda";
    for (int round = 0; rounds.more(); round++) {
      int captured = mixed(round);
      // All in this frame, no other.
      Operator operator = n -> n * 3 + captured;
      Both text = ("of " + captured)::toString;
      Runnable plain = () -> Check.equal("captured", captured, operator.applyAsInt(0));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(operator);
        out.writeObject(text);
      }
      try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        Check.equal("operator", 30 + captured, ((Operator) in.readObject()).applyAsInt(10));
        Check.equal("text", "of " + captured, ((Both) in.readObject()).get());
      }
      plain.run();
      Check.holds("a lambda of its class: " + plain.getClass().getName(), plain.getClass().getName().startsWith(prefix));
      Check.holds("a serializable one: " + operator.getClass().getName(), operator.getClass().getName().startsWith(prefix));
      Check.equal("text of both", round + " of " + captured + "; " + text.get().length(), round + " " + text.get() + "; " + ("of " + captured).length());
    }
    Check.ok();
  }
}
