package org.mosix.torture.programs;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.StandardOpenOption;
import java.text.Normalizer;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

/** Singletons and caches of the JDK keep their identity: empty collections, boxes, enums, locales, charsets, comparators. */
public final class JdkSingletons {
  private static Object[] all() {
    return new Object[] {Collections.EMPTY_LIST, Collections.emptyMap(), Collections.emptySet(), List.of(), Map.of(), Set.of(),
        Optional.empty(), OptionalInt.empty(), Integer.valueOf(127), Long.valueOf(-128), Character.valueOf('x'), Boolean.TRUE, Short.valueOf((short) 5),
        Locale.ROOT, Locale.US, TimeUnit.DAYS, StandardCharsets.UTF_8, Charset.forName("ISO-8859-1"), BigInteger.ONE, BigDecimal.TEN,
        Collections.reverseOrder(), Comparator.naturalOrder(), String.CASE_INSENSITIVE_ORDER, "interned literal", Thread.State.RUNNABLE,
        ZoneOffset.UTC, LocalTime.MIDNIGHT, Duration.ZERO, Instant.EPOCH, DayOfWeek.MONDAY, ChronoUnit.DAYS, IsoChronology.INSTANCE,
        Runtime.getRuntime(), System.out, ClassLoader.getSystemClassLoader(), Void.class, int.class, Collections.emptyIterator(),
        ForkJoinPool.commonPool(), RoundingMode.UP, MathContext.DECIMAL64, FileSystems.getDefault(), ByteOrder.nativeOrder(), Level.INFO,
        DateTimeFormatter.ISO_DATE, StandardOpenOption.READ, Proxy.class, Normalizer.Form.NFC};
  }

  public static void main(String[] args) throws Exception {
    Object[] kept = all();
    Rounds.equal(args, "singletons", () -> {
      Work.spin(1);
      Object[] again = all();
      for (int i = 0; i < kept.length; i++) {
        Check.same("singleton " + i + " " + kept[i], kept[i], again[i]);
      }
      Check.holds("outside the cache", Integer.valueOf(100_000) != Integer.valueOf(100_000));
      return kept.length;
    });
  }
}
