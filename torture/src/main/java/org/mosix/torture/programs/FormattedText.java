package org.mosix.torture.programs;

import java.io.IOException;
import java.util.Formattable;
import java.util.IllegalFormatConversionException;
import java.util.Locale;
import java.util.TimeZone;

/** Formatter and String.format with Formattable objects of the program, toString that works, dates and all conversions. */
public final class FormattedText {
  static final class Own implements Formattable {
    @Override
    public void formatTo(java.util.Formatter formatter, int flags, int width, int precision) {
      formatter.format("[%d:%s]", width, Work.spin(precision));
    }
  }

  static final class Slow {
    @Override
    public String toString() {
      return "slow" + Work.spin(9) % 10;
    }

    @Override
    public int hashCode() {
      return Work.spin(10);
    }
  }

  static String round() throws IOException {
    StringBuilder out = new StringBuilder();
    try (java.util.Formatter kept = new java.util.Formatter(out, Locale.GERMANY)) {
      for (int n = 0; n < 5; n++) {
        kept.format("%1$-8s|%2$+,12.3f|%3$08x|%1$S|%4$s|%5$tF %5$tA|%6$#12.3s|%7$h%n", "text " + n, 1234.5 * n, Work.spin(n), new Slow(), 86_400_000L * n,
            new Own(), new Slow());
      }
    }
    try {
      out.append(String.format("%d", "text"));
    } catch (IllegalFormatConversionException e) {
      out.append(e.getConversion());
    }
    return out.hashCode() == 0 ? "" : String.valueOf(out.toString().hashCode());
  }

  public static void main(String[] args) throws Exception {
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    Rounds.equal(args, "text", () -> round());
  }
}
