package org.mosix.torture.bench;

import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.mosix.torture.AtExit;
import org.mosix.torture.Cluster;
import org.mosix.torture.Memory;

/** What a move costs: how long programs are frozen, and what is left at home. */
final class Moves {

  /** Before the first move, so that the guest has rehearsed. */
  private static final long GUEST_WARM_MILLIS = 15_000;
  /** Between moves: what the last one left to do is done then. */
  private static final long PAUSE_MILLIS = 3_000;

  private static final double STACKS_MILLIS = 60;
  private static final double ARRAYS_MILLIS = 650;
  private static final double OBJECTS_MILLIS = 900;
  private static final double EXTRA_MEGABYTES = 60;
  private static final double DEPUTY_MEGABYTES = 120;

  private final Bed bed;
  private final Cluster cluster;
  private final int runs;
  private final Criu criu;

  Moves(Bed bed, Cluster cluster, int runs, Criu criu) {
    this.bed = bed;
    this.cluster = cluster;
    this.runs = runs;
    this.criu = criu;
  }

  void frozen(Consumer<Line> lines) throws IOException, InterruptedException {
    frozen("frozen: stacks only, warm guest", STACKS_MILLIS, lines, "nothing");
    frozen("frozen: 256 MB of primitive arrays", ARRAYS_MILLIS, lines, "arrays", "256");
    frozen("frozen: 8 million small objects", OBJECTS_MILLIS, lines, "objects", "8000000");
  }

  private void frozen(String what, double limit, Consumer<Line> lines, String... holds) throws IOException, InterruptedException {
    List<Double> millis = new ArrayList<>();
    double megabytes;
    double first;
    try (Held held = new Held(agent(), holds)) {
      Thread.sleep(GUEST_WARM_MILLIS);
      JsonObject leaves = move(held, "2");
      first = leaves.get("frozenMillis").getAsDouble();
      megabytes = leaves.get("bytes").getAsLong() / 1e6;
      move(held, "home");
      // Now both sides have been where it comes to.
      for (int run = 0; run < runs; run++) {
        millis.add(move(held, "2").get("frozenMillis").getAsDouble());
        millis.add(move(held, "home").get("frozenMillis").getAsDouble());
      }
    }
    double criuMillis = criu.dumpAndRestoreMillis(() -> new Held(null, holds).process);
    double judged = Median.of(millis);
    double allowed = what.contains("stacks") || Double.isNaN(criuMillis) ? limit : criuMillis;
    lines.accept(new Line(what, criuMillis, judged, "ms", judged, allowed, String.format(Locale.ROOT, "image %.1f MB; first move %.0f ms; off: CRIU %s",
        megabytes, first, Double.isNaN(criuMillis) ? criu.why() : "dump + restore")));
  }

  void memory(Consumer<Line> lines) throws IOException, InterruptedException {
    List<Double> off = new ArrayList<>();
    List<Double> on = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      try (Held without = new Held(null, "nothing"); Held with = new Held(agent(), "nothing")) {
        Thread.sleep(1_000);
        off.add((double) Memory.residentMegabytes(without.process.pid()));
        on.add((double) Memory.residentMegabytes(with.process.pid()));
      }
    }
    lines.accept(Line.difference("resident at home before any move", Median.of(off), Median.of(on), "MB", EXTRA_MEGABYTES));
    try (Held held = new Held(agent(), "arrays", "500")) {
      double before = Memory.residentMegabytes(held.process.pid());
      migrate(held, "2");
      Thread.sleep(2_000);
      double after = Memory.residentMegabytes(held.process.pid());
      lines.accept(Line.value("resident at home after 500 MB have left", after, "MB", DEPUTY_MEGABYTES,
          String.format(Locale.ROOT, "%.0f MB before", before)));
      migrate(held, "home");
    }
  }

  private String agent() {
    return "run-dir=" + cluster.runDirectory(1);
  }

  private JsonObject move(Held held, String target) throws IOException, InterruptedException {
    JsonObject result = migrate(held, target);
    Thread.sleep(PAUSE_MILLIS);
    return result;
  }

  private JsonObject migrate(Held held, String target) throws IOException, InterruptedException {
    return bed.migrate(cluster, held.process.pid(), target);
  }

  /** A running {@link Holder}. */
  private final class Held implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;

    private Held(String agent, String... holds) throws IOException, InterruptedException {
      process = AtExit.start(bed.command(agent, List.of(), Holder.class, holds));
      out = new BufferedReader(new InputStreamReader(process.getInputStream()));
      String line = out.readLine();
      if (!"ready".equals(line)) {
        process.destroyForcibly();
        throw new IOException("Holder said " + line + " (expected: ready)");
      }
      // Time to register with the daemon.
      Thread.sleep(agent == null ? 0 : 500);
    }

    @Override
    public void close() throws IOException {
      try {
        process.getOutputStream().close();
        String line = out.readLine();
        if (line == null || !line.startsWith("ok")) {
          throw new IOException("Holder ended with " + line + " (expected: ok)");
        }
      } finally {
        process.destroyForcibly();
      }
    }
  }
}
