package org.mosix.torture.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Exchanger: buffers swapped between a filler and an emptier, and an offer that nobody takes in time. */
public final class Exchangers {
  static String round() throws Exception {
    Exchanger<List<Integer>> exchanger = new Exchanger<>();
    long[] sum = new long[1];
    Thread filler = Work.start("filler", 0, id -> {
      List<Integer> buffer = new ArrayList<>();
      for (int n = 0; n < 60; n++) {
        for (int k = 0; k < 10; k++) {
          buffer.add(n * 10 + k);
        }
        buffer = exchanger.exchange(buffer, 1, TimeUnit.MINUTES);
        Check.holds("emptied", buffer.isEmpty());
      }
    });
    List<Integer> buffer = new ArrayList<>();
    for (int n = 0; n < 60; n++) {
      buffer = exchanger.exchange(buffer);
      Check.equal("order", n * 10, (int) buffer.get(0));
      for (int value : buffer) {
        sum[0] = sum[0] * 31 + value;
      }
      Work.spin(n);
      buffer.clear();
    }
    filler.join();
    try {
      exchanger.exchange(buffer, 3, TimeUnit.MILLISECONDS);
      Check.fail("exchanged with nobody");
    } catch (TimeoutException e) {
      return sum[0] + " nobody";
    }
    return "";
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "exchanged", () -> round());
  }
}
