package org.mosix.torture.programs;

import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.text.ParseException;
import java.text.ParsePosition;
import java.util.List;
import java.util.Locale;

/** DecimalFormat and NumberFormat: own symbols, currencies, percent, compact, parsing, rounding; kept and cloned. */
public final class NumberFormats {
  static String round(List<NumberFormat> kept) throws ParseException {
    StringBuilder out = new StringBuilder();
    for (NumberFormat format : kept) {
      out.append(format.format(-1234567.895)).append('|').append(((NumberFormat) format.clone()).format(Work.spin(1) & 1)).append('|');
    }
    DecimalFormat decimal = (DecimalFormat) kept.get(0);
    out.append(decimal.parse("1'234.5xyz")).append(decimal.parse("9", new ParsePosition(1))).append(decimal.toPattern());
    return out.append(NumberFormat.getInstance(Locale.GERMANY).parse("1.234,5")).toString();
  }

  public static void main(String[] args) throws Exception {
    DecimalFormatSymbols symbols = new DecimalFormatSymbols(Locale.ROOT);
    symbols.setGroupingSeparator('\'');
    DecimalFormat decimal = new DecimalFormat("#,##0.00;(#)", symbols);
    decimal.setRoundingMode(RoundingMode.HALF_EVEN);
    List<NumberFormat> kept = List.of(decimal, NumberFormat.getCurrencyInstance(Locale.US), NumberFormat.getPercentInstance(Locale.FRANCE),
        NumberFormat.getCompactNumberInstance(Locale.ENGLISH, NumberFormat.Style.LONG), new DecimalFormat("0.###E0", symbols));
    Rounds.equal(args, "numbers", () -> round(kept));
  }
}
