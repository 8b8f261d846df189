package org.mosix.torture.programs;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A toString() that works for the whole run, called by everything that makes text of objects: each way in a thread of its own. */
public final class TextCallbacks {

  /** Works until the program is told to end; each thread is inside for the whole run. */
  static final class Slow implements CharSequence {
    private final Rounds rounds;
    private final CountDownLatch inside;

    Slow(Rounds rounds, CountDownLatch inside) {
      this.rounds = rounds;
      this.inside = inside;
    }

    private void work() {
      inside.countDown();
      int sum = 0;
      while (rounds.more()) {
        sum += Work.spin(sum);
        pause();
      }
    }

    private static void pause() {
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public String toString() {
      work();
      return "slow";
    }

    @Override
    public int hashCode() {
      work();
      return 7;
    }

    @Override
    public boolean equals(Object other) {
      work();
      return other instanceof Slow;
    }

    @Override
    public int length() {
      return 4;
    }

    @Override
    public char charAt(int index) {
      if (index == 2) {
        work();
      }
      return "slow".charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return "slow".substring(start, end);
    }
  }

  /** What makes no text of its own when it is concatenated. */
  static final class Nameless {
    @Override
    public String toString() {
      return null;
    }
  }

  private static Map<String, Function<Slow, Object>> ways() {
    Map<String, Function<Slow, Object>> ways = new LinkedHashMap<>();
    ways.put("x slow", slow -> "x " + slow);
    ways.put("slow 7 4.5 null", slow -> slow + " " + 7L + " " + 4.5 + " " + new Nameless());
    ways.put("1slow2c[true]slow3.0", slow -> concatenated(1, slow, (short) 2, 'c', List.of(true), 3f));
    ways.put("slow as text", slow -> String.valueOf(slow) + " as text");
    ways.put("built slow.", slow -> new StringBuilder("built ").append((Object) slow).append('.').toString());
    ways.put("letters slow.", slow -> new StringBuilder("letters ").append((CharSequence) slow).append('.').toString());
    ways.put("put slow.", slow -> new StringBuilder("put .").insert(4, (Object) slow).toString());
    ways.put("buffered slow.", slow -> new StringBuffer("buffered ").append((Object) slow).append('.').toString());
    ways.put("format slow 7", slow -> String.format("format %s %d", slow, 7));
    ways.put("formatted slow", slow -> "formatted %s".formatted(slow));
    ways.put("message slow", slow -> MessageFormat.format("message {0}", slow));
    ways.put("joined, slow", slow -> String.join(", ", "joined", slow));
    ways.put("all, slow", slow -> String.join(", ", List.of("all", slow)));
    ways.put("[list, slow]", slow -> List.of("list", slow).toString());
    ways.put("[array, slow]", slow -> Arrays.toString(new Object[] {"array", slow}));
    ways.put("{map=slow}", slow -> Map.of("map", slow).toString());
    ways.put("Optional[slow]", slow -> Optional.of(slow).toString());
    ways.put("objects slow", slow -> "objects ".concat(Objects.toString(slow)));
    ways.put("collected-slow", slow -> Stream.of("collected", slow).map(Object::toString).collect(Collectors.joining("-")));
    ways.put("same true", slow -> "same ".concat(String.valueOf("slow".contentEquals(slow))));
    ways.put("an slxw", slow -> "an XXXX".replace("XXXX", slow).replace("o", "x"));
    ways.put("changed slow", slow -> "changed".transform(text -> text + " " + slow));
    return ways;
  }

  private static String concatenated(int i, Slow slow, short s, char c, List<Boolean> list, float f) {
    return "" + i + slow + s + c + list + slow + f;
  }

  public static void main(String[] args) throws Exception {
    Rounds rounds = Rounds.of(args);
    Map<String, Function<Slow, Object>> ways = ways();
    CountDownLatch inside = new CountDownLatch(ways.size());
    List<Map.Entry<String, Function<Slow, Object>>> all = List.copyOf(ways.entrySet());
    Thread[] threads = new Thread[all.size()];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = Work.start("way " + i, i, id ->
          Check.equal("way " + id, all.get(id).getKey(), all.get(id).getValue().apply(new Slow(rounds, inside))));
    }
    inside.await();
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println(all.size() + " ways");
    Check.ok();
  }
}
