package org.mosix.torture.programs;

import java.text.ParseException;
import java.text.SimpleDateFormat;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.SimpleTimeZone;
import java.util.TimeZone;

/** GregorianCalendar, TimeZone and SimpleDateFormat: fields, lenient roll-over, half-computed calendars, own zones. */
public final class Calendars {
  static String round(Calendar kept, SimpleDateFormat format) throws ParseException {
    StringBuilder out = new StringBuilder();
    Calendar calendar = (Calendar) kept.clone();
    calendar.set(Calendar.MONTH, Calendar.FEBRUARY); // computed only when it is asked
    Work.spin(1);
    out.append(calendar.get(Calendar.DAY_OF_MONTH)).append(calendar.get(Calendar.DAY_OF_WEEK)).append(calendar.getActualMaximum(Calendar.DATE)).append(' ');
    for (int n = 0; n < 20; n++) {
      calendar.roll(Calendar.WEEK_OF_YEAR, 3);
      calendar.add(Calendar.MINUTE, Work.spin(n) % 60);
    }
    out.append(format.format(calendar.getTime())).append(' ').append(format.parse("2001-12-31 23:59 +0200").getTime());
    TimeZone own = new SimpleTimeZone(3_600_000, "Own", Calendar.MARCH, -1, Calendar.SUNDAY, 7_200_000, Calendar.OCTOBER, -1, Calendar.SUNDAY, 10_800_000);
    return out.append(own.getOffset(1_720_000_000_000L)).append(own.inDaylightTime(new Date(0))).append(TimeZone.getTimeZone("GMT+3").getID()).toString();
  }

  public static void main(String[] args) throws Exception {
    Calendar kept = new GregorianCalendar(TimeZone.getTimeZone("America/New_York"), Locale.US);
    kept.clear();
    kept.set(2023, Calendar.JANUARY, 31, 12, 0);
    SimpleDateFormat format = new SimpleDateFormat("yyyy-MM-dd HH:mm Z", Locale.US);
    format.setTimeZone(TimeZone.getTimeZone("UTC"));
    Rounds.equal(args, "calendar", () -> round(kept, format));
  }
}
