package org.mosix.torture.programs;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** DateTimeFormatter: patterns, builders with optional and default parts, localised texts, resolvers, parse errors. */
public final class DateFormatters {
  static String round(DateTimeFormatter kept, DateTimeFormatter built) {
    StringBuilder out = new StringBuilder();
    LocalDateTime time = LocalDateTime.of(2023, 11, 5, 17, 4, 5);
    out.append(kept.format(time.atZone(ZoneId.of("Asia/Tokyo")))).append(' ');
    out.append(built.parse("7 mars 24", LocalDate::from)).append(Work.spin(1) & 3).append(built.parse("7 mars", LocalDate::from)).append(' ');
    out.append(DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(Locale.ITALY).format(time)).append(' ');
    out.append(DateTimeFormatter.ISO_WEEK_DATE.format(time)).append(DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC)));
    try {
      kept.parse("nonsense");
      Check.fail("parsed");
    } catch (DateTimeParseException e) {
      out.append(e.getErrorIndex());
    }
    return out.append(DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT).parse("2024-02-29", LocalDate::from)).toString();
  }

  public static void main(String[] args) throws Exception {
    DateTimeFormatter kept = DateTimeFormatter.ofPattern("EEEE d. MMMM yyyy, hh:mm a VV zzzz", Locale.GERMAN);
    DateTimeFormatter built = new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern("d MMMM[ ]").optionalStart()
        .appendValueReduced(ChronoField.YEAR, 2, 2, 2000).optionalEnd().parseDefaulting(ChronoField.YEAR, 1999).toFormatter(Locale.FRENCH);
    Rounds.equal(args, "formatted", () -> round(kept, built));
  }
}
