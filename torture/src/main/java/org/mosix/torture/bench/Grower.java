package org.mosix.torture.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes as many MB more as each line of its standard input says, and tells how many it has; at the end of the input adds all of it up. */
public final class Grower {

  private static final int MEGABYTE = 1 << 20;

  private Grower() {}

  public static void main(String[] args) throws IOException {
    List<byte[]> held = new ArrayList<>();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    System.out.println("has 0");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      for (int more = Integer.parseInt(line); more > 0; more--) {
        byte[] bytes = new byte[MEGABYTE];
        Arrays.fill(bytes, (byte) (1 + held.size() % 100));
        held.add(bytes);
      }
      System.out.println("has " + held.size());
    }
    long sum = 0;
    for (byte[] bytes : held) {
      for (byte each : bytes) {
        sum += each;
      }
    }
    System.out.println("ok " + sum);
  }
}
