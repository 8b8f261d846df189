package org.mosix.torture.programs;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.chrono.HijrahChronology;
import java.time.chrono.JapaneseDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.TemporalQueries;

/** java.time: arithmetic across months, zones, gaps and overlaps, periods, adjusters that call the program. */
public final class DateTimes {
  static Temporal slowly(Temporal day) {
    return day.plus(Work.spin(1) & 3, ChronoUnit.DAYS);
  }

  static String round() {
    StringBuilder out = new StringBuilder();
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    ZonedDateTime gap = ZonedDateTime.of(2024, 3, 31, 2, 30, 0, 0, berlin);
    ZonedDateTime overlap = ZonedDateTime.of(2024, 10, 27, 2, 30, 0, 0, berlin).withLaterOffsetAtOverlap();
    out.append(gap).append(overlap.toInstant()).append(Duration.between(gap, overlap)).append(' ');
    LocalDate day = LocalDate.of(2024, 1, 31);
    for (int n = 0; n < 30; n++) {
      day = day.plusMonths(1).with(DateTimes::slowly).with(TemporalAdjusters.firstInMonth(DayOfWeek.FRIDAY));
    }
    out.append(day).append(Period.between(LocalDate.of(2020, 2, 29), day)).append(' ');
    out.append(Year.of(1900).isLeap()).append(YearMonth.of(2023, 2).lengthOfMonth()).append(MonthDay.of(2, 29).isValidYear(2023));
    out.append(OffsetDateTime.parse("2024-05-06T07:08:09.123+05:30").toInstant()).append(ChronoUnit.WEEKS.between(LocalDate.EPOCH, day));
    out.append(HijrahChronology.INSTANCE.date(LocalDate.of(2024, 1, 1))).append(JapaneseDate.of(2024, 1, 1).getEra());
    return out.append(day.query(TemporalQueries.precision())).append(Clock.fixed(Instant.EPOCH, berlin).instant()).toString();
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "dates", () -> round());
  }
}
