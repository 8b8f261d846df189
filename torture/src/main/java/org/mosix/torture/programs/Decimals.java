package org.mosix.torture.programs;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** BigDecimal with contexts and scales: series, roots, rounding of every mode, exact division refused, strings. */
public final class Decimals {
  static String round(BigDecimal kept) {
    StringBuilder out = new StringBuilder();
    MathContext context = new MathContext(60, RoundingMode.HALF_EVEN);
    BigDecimal e = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int n = 1; n < 60; n++) {
      term = term.divide(BigDecimal.valueOf(n), context);
      e = e.add(term, context);
      Work.spin(n);
    }
    out.append(e.round(new MathContext(40))).append(' ').append(BigDecimal.valueOf(2).sqrt(context).hashCode()).append(' ');
    for (RoundingMode mode : RoundingMode.values()) {
      try {
        out.append(kept.setScale(1 + (Work.spin(1) & 0), mode)).append(' ');
      } catch (ArithmeticException refused) {
        out.append("refused ");
      }
    }
    return out.append(new BigDecimal("1E+5").toPlainString()).append(new BigDecimal("1.10").equals(new BigDecimal("1.1")))
        .append(new BigDecimal(0.1).precision()).append(kept.movePointLeft(30).stripTrailingZeros()).append(kept.unscaledValue()).toString();
  }

  public static void main(String[] args) throws Exception {
    BigDecimal kept = new BigDecimal("-12345.6500000");
    Rounds.equal(args, "decimals", () -> round(kept));
  }
}
