package org.mosix.torture.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/** A program that does what its standard input says, a line each, and answers with a number; it ends with its input. */
final class Orders {

  /** Does one. */
  interface Work {
    long carryOut(String[] words) throws Exception;
  }

  private Orders() {}

  static void carryOut(Work work) throws Exception {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    System.out.println("answer 0");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println("answer " + work.carryOut(line.split(" ")));
    }
  }

  /** A failure that the orders do not expect ends the program, which says why. */
  static IOException unknown(String[] words) {
    return new IOException("order: " + String.join(" ", words) + " (expected: one that this program knows)");
  }
}
