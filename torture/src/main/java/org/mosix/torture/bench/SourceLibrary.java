package org.mosix.torture.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A library of Java source files that use one another, the same every time; something to compile. */
final class SourceLibrary {

  private static final int PER_PACKAGE = 25;

  private SourceLibrary() {}

  /** Writes {@code files} source files below a directory and returns their paths. */
  static List<Path> write(Path directory, int files) throws IOException {
    List<Path> paths = new ArrayList<>();
    for (int n = 0; n < files; n++) {
      Path path = directory.resolve(packageOf(n).replace('.', '/')).resolve("C" + n + ".java");
      Files.createDirectories(path.getParent());
      paths.add(Files.writeString(path, source(n)));
    }
    return paths;
  }

  private static String source(int n) {
    return switch (n % 5) {
      case 0 -> contract(n);
      case 1 -> implementation(n);
      default -> plain(n);
    };
  }

  private static String packageOf(int n) {
    return "library.p" + n / PER_PACKAGE;
  }

  private static String name(int n) {
    return packageOf(n) + ".C" + n;
  }

  private static String contract(int n) {
    return """
        package %s;

        import java.util.*;
        import java.util.function.*;

        /** Contract %2$d. */
        public interface C%2$d<T extends Comparable<T>> extends Iterable<T> {
          T first();

          default T largest() {
            T best = first();
            for (T one : this) {
              if (one.compareTo(best) > 0) {
                best = one;
              }
            }
            return best;
          }

          default <R> List<R> mapped(Function<? super T, ? extends R> f) {
            List<R> out = new ArrayList<>();
            forEach(t -> out.add(f.apply(t)));
            return out;
          }

          record Entry%2$d(String key, int value, List<String> tags) implements Comparable<Entry%2$d> {
            @Override
            public int compareTo(Entry%2$d other) {
              return Comparator.comparingInt(Entry%2$d::value).thenComparing(Entry%2$d::key).compare(this, other);
            }
          }

          enum Level%2$d { LOW, MIDDLE { @Override int weight() { return 7; } }, HIGH; int weight() { return ordinal() * 2; } }
        }
        """.formatted(packageOf(n), n);
  }

  private static String implementation(int n) {
    int contract = n - n % 5;
    String other = n < 10 ? "null" : "new " + name(n - 10) + "()";
    return """
        package %1$s;

        import java.util.*;
        import java.util.stream.*;
        import %2$s;

        /** Implementation %3$d. */
        public class C%3$d implements C%4$d<String> {
          private final Map<String, List<Integer>> index = new TreeMap<>();
          private final Object other = %5$s;
          private int changes;

          public C%3$d() {
            for (int i = 0; i < 20; i++) {
              add("k" + i %% 7, i * %3$d);
            }
          }

          public synchronized void add(String key, int value) {
            index.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
            changes++;
          }

          @Override
          public String first() {
            return index.keySet().iterator().next();
          }

          @Override
          public Iterator<String> iterator() {
            return index.keySet().iterator();
          }

          public int total(Level%4$d level) {
            return switch (level) {
              case LOW -> index.values().stream().mapToInt(List::size).sum();
              case MIDDLE -> index.values().stream().flatMap(List::stream).filter(v -> v %% 2 == 0).mapToInt(v -> v).max().orElse(0);
              case HIGH -> level.weight() * changes;
            };
          }

          public List<Entry%4$d> entries() {
            return index.entrySet().stream()
                .map(e -> new Entry%4$d(e.getKey(), e.getValue().size(), e.getValue().stream().map(String::valueOf).toList()))
                .sorted(Comparator.reverseOrder()).collect(Collectors.toList());
          }

          public String describe() {
            StringBuilder out = new StringBuilder();
            try {
              for (Entry%4$d entry : entries()) {
                if (entry.value() > 2 && !entry.tags().isEmpty()) {
                  out.append(entry.key()).append('=').append(entry.value()).append(", ");
                } else if (entry.key().startsWith("k")) {
                  out.append("few ");
                }
              }
              if (other != null) {
                out.append(other.hashCode() & 1);
              }
            } catch (IllegalStateException | ClassCastException e) {
              throw new IllegalArgumentException("describe " + %3$d, e);
            }
            Runnable later = new Runnable() {
              private int runs;

              @Override
              public void run() {
                runs++;
                changes += runs;
              }
            };
            later.run();
            return out.append(largest()).toString();
          }
        }
        """.formatted(packageOf(n), name(contract), n, contract, other);
  }

  private static String plain(int n) {
    return """
        package %1$s;

        import java.util.Arrays;

        /** Plain code %2$d. */
        public final class C%2$d {
          private static final int[] TABLE = {%2$d, 3, 5, 7, 11};
          private final %3$s neighbour;
          private long sum;

          C%2$d(%3$s neighbour) {
            this.neighbour = neighbour;
          }

          public long work(int rounds) {
            for (int i = 0; i < rounds; i++) {
              switch (i %% 4) {
                case 0 -> sum += TABLE[i %% TABLE.length];
                case 1 -> sum ^= (long) i << 3;
                default -> sum = Math.max(sum, i) - (neighbour == null ? 1 : 2);
              }
            }
            return sum;
          }

          public static String text(String... parts) {
            StringBuilder out = new StringBuilder("C%2$d");
            for (String part : parts) {
              out.append(part.isEmpty() ? "-" : part.trim()).append(parts.length + TABLE[0] * 2);
            }
            return Arrays.toString(TABLE) + out;
          }
        }
        """.formatted(packageOf(n), n, name(n - 1));
  }
}
