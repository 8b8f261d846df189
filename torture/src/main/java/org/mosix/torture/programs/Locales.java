package org.mosix.torture.programs;

import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/** Locales and defaults chosen by the program: display names, ranges, case rules, default locale and zone stay. */
public final class Locales {
  static String round(Locale built) {
    Work.spin(1);
    Check.equal("default", Locale.CANADA_FRENCH, Locale.getDefault());
    Check.equal("format", Locale.GERMANY, Locale.getDefault(Locale.Category.FORMAT));
    Check.equal("zone", "Asia/Kolkata", TimeZone.getDefault().getID());
    StringBuilder out = new StringBuilder().append(built.toLanguageTag()).append(built.getDisplayCountry(Locale.ENGLISH));
    out.append(built.getUnicodeLocaleType("nu"));
    out.append(Locale.getDefault().getDisplayLanguage()).append(String.format("%,d", 1_234_567 + (Work.spin(2) & 0))).append("TITLE".toLowerCase(Locale.ROOT));
    out.append(Locale.lookup(Locale.LanguageRange.parse("de-CH;q=0.5,fr"), List.of(Locale.GERMAN, Locale.FRENCH)));
    return out.append(Currency.getInstance(Locale.JAPAN).getSymbol(Locale.US)).append(Currency.getInstance("CHF").getDefaultFractionDigits()).toString();
  }

  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.CANADA_FRENCH);
    Locale.setDefault(Locale.Category.FORMAT, Locale.GERMANY);
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
    Locale built = new Locale.Builder().setLanguage("sr").setScript("Latn").setRegion("RS").setUnicodeLocaleKeyword("nu", "arab").build();
    Rounds.equal(args, "locales", () -> round(built));
  }
}
