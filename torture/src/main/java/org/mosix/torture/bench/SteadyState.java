package org.mosix.torture.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** What the agent costs programs that are never moved: runs with and without it, taking turns. */
final class SteadyState {

  private static final double EACH = 1.03;
  private static final double MEAN = 1.01;
  private static final double WARM_UP = 1.15;
  private static final double START_MILLIS = 200;

  private static final Map<String, Class<?>> KERNELS = new LinkedHashMap<>();

  static {
    KERNELS.put("recursion", Recursion.class);
    KERNELS.put("array loops", ArrayLoops.class);
    KERNELS.put("matrix product", MatrixProduct.class);
    KERNELS.put("sieve", Sieve.class);
    KERNELS.put("hash map", HashMaps.class);
    KERNELS.put("string building", Strings.class);
    KERNELS.put("SAT solver (sat4j)", Satisfiability.class);
    KERNELS.put("SQL database (H2)", Sql.class);
  }

  private final Bed bed;
  private final int runs;
  private final String agent;

  /** @param agent its options in the runs with it */
  SteadyState(Bed bed, int runs, String agent) {
    this.bed = bed;
    this.runs = runs;
    this.agent = agent;
  }

  void kernels(Consumer<Line> lines) throws IOException, InterruptedException {
    List<Double> ratios = new ArrayList<>();
    for (Map.Entry<String, Class<?>> kernel : KERNELS.entrySet()) {
      Pair pair = compare(Bed.Run::innerMillis, kernel.getValue());
      ratios.add(pair.on / pair.off);
      lines.accept(Line.ratio("steady state: " + kernel.getKey(), pair.off, pair.on, "ms", EACH));
    }
    double mean = Median.geometricMean(ratios.stream().mapToDouble(r -> r).toArray());
    lines.accept(Line.value("steady state: geometric mean of the ratios", mean, "", MEAN, ""));
  }

  void compilation(Consumer<Line> lines) throws IOException, InterruptedException {
    Pair pair = compare(Bed.Run::wallMillis, Compilation.class, "compilation");
    lines.accept(Line.ratio("warm-up: javac, 1,000 files, in-process", pair.off, pair.on, "ms", WARM_UP));
  }

  void start(Consumer<Line> lines) throws IOException, InterruptedException {
    Pair pair = compare(Bed.Run::wallMillis, Hello.class);
    lines.accept(Line.difference("start: a program that prints one line", pair.off, pair.on, "ms", START_MILLIS));
  }

  private record Pair(double off, double on) {}

  private Pair compare(ToDoubleFunction<Bed.Run> measure, Class<?> main, String... arguments) throws IOException, InterruptedException {
    List<Double> off = new ArrayList<>();
    List<Double> on = new ArrayList<>();
    // The first pair fills the caches of the system.
    for (int run = -1; run < runs; run++) {
      double without = measure.applyAsDouble(bed.run(null, main, arguments));
      double with = measure.applyAsDouble(bed.run(agent, main, arguments));
      if (run >= 0) {
        off.add(without);
        on.add(with);
      }
    }
    return new Pair(Median.of(off), Median.of(on));
  }
}
