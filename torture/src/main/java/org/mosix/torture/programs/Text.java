package org.mosix.torture.programs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.MessageFormat;
import java.text.SimpleDateFormat;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Patterns half matched, formatters, dates and zones, charsets, digests and Base64 kept over the run. */
public final class Text {
  private static final Pattern WORD = Pattern.compile("(?<first>\\w)(\\w*)");

  static String round(SimpleDateFormat dates, DateTimeFormatter times) throws Exception {
    StringBuilder out = new StringBuilder();
    Matcher matcher = WORD.matcher("the quick brown fox jumps over the lazy dog ".repeat(10));
    int words = 0;
    while (matcher.find()) {
      words += matcher.group("first").charAt(0) * matcher.end(2);
    }
    out.append(words).append(' ').append("a1b22c333".replaceAll("[0-9]+", "<$0>")).append(' ');
    out.append(dates.format(new Date(0))).append(' ');
    out.append(times.format(ZonedDateTime.of(2024, 3, 31, 1, 59, 0, 0, ZoneId.of("Europe/Berlin")).plusMinutes(2))).append(' ');
    out.append(LocalDate.of(2024, 2, 29).plusYears(1)).append(' ');
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (int i = 0; i < 50; i++) {
      digest.update(("part" + i + "\u20ac").getBytes(StandardCharsets.UTF_8));
    }
    out.append(Base64.getEncoder().encodeToString(digest.digest())).append(' ');
    out.append(MessageFormat.format("{0,number} {1}", 12345.678, "x")).append(' ');
    return out.append(new String("h\u00e9".getBytes("ISO-8859-1"), "IBM437")).toString();
  }

  public static void main(String[] args) throws Exception {
    Rounds rounds = Rounds.of(args);
    Locale.setDefault(Locale.US);
    SimpleDateFormat dates = new SimpleDateFormat("yyyy-MM-dd HH:mm zzz", Locale.US);
    dates.setTimeZone(TimeZone.getTimeZone("America/New_York"));
    DateTimeFormatter times = DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm VV", Locale.US);
    String first = round(dates, times);
    System.out.println(first.hashCode());
    while (rounds.more()) {
      Check.equal("text", first, round(dates, times));
    }
    Check.ok();
  }
}
