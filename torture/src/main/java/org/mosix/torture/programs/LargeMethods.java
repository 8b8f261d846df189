package org.mosix.torture.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Methods around 8,000 bytes, the largest that HotSpot compiles, generated at run time, before and after polls are added. */
public final class LargeMethods {
  public static void main(String[] args) throws Exception {
    List<IntUnaryOperator> all = new ArrayList<>();
    for (int calls : new int[] {400, 500, 560, 600, 650, 661, 662, 670, 700}) {
      all.add(HugeMethod.operator(HugeMethod.define("org/mosix/torture/programs/LargeMethods$Made" + calls, calls)));
    }
    Rounds.equal(args, "sums", () -> {
      StringBuilder out = new StringBuilder();
      for (IntUnaryOperator sum : all) {
        out.append(sum.applyAsInt(3)).append(' ');
      }
      return out.toString();
    });
  }
}
