package org.mosix.torture.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.mosix.link.ControlChannel;
import org.mosix.link.message.Administer;
import org.mosix.link.message.Records;
import org.mosix.torture.Cluster;

/** What system calls cost a process that is away, each measured in turn with what it is compared with. */
final class Traffic {

  private static final double CALL = 1.5;
  private static final double CLOCK = 1.5;
  /** The limits of rates are limits of times here: 0.6 of a rate, 0.9 and 0.4. */
  private static final double SEQUENTIAL = 1 / 0.6;
  private static final double DIRECT = 1 / 0.9;
  private static final double ECHO = 1 / 0.4;
  private static final double CALLS_PER_CALL = 1.0;
  private static final double OVERLAPPED = 1.0;

  private static final int CLOCKS = 10_000_000;
  private static final int THREADS = 4;
  private static final double NANOS_PER_MICRO = 1e3;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final int HOME = 1;

  private final Bed bed;
  private final Cluster cluster;
  private final Path key;
  private final Path home;
  private final Path shared;
  private final Path exported;
  private final int runs;
  private final TrafficSizes sizes;

  /**
   * Measurements of calls.
   *
   * @param cluster whose nodes share {@code shared}, and export {@code exported}
   * @param home a directory that is neither
   */
  Traffic(Bed bed, Cluster cluster, Path key, Path home, Path shared, Path exported, int runs, TrafficSizes sizes) {
    this.bed = bed;
    this.cluster = cluster;
    this.key = key;
    this.home = home;
    this.shared = shared;
    this.exported = exported;
    this.runs = runs;
    this.sizes = sizes;
  }

  void run(Consumer<Line> lines) throws IOException, InterruptedException {
    try (Ordered away = Ordered.start(bed, agent(), Worker.class);
        Ordered here = Ordered.start(bed, agent(), Worker.class);
        Ordered plain = Ordered.start(bed, null, Worker.class)) {
      bed.awaitKnown(cluster, away.pid());
      bed.migrate(cluster, away.pid(), "2");
      double call = call(away, lines);
      clock(here, away, lines);
      sequential(away, lines);
      direct("shared directory", plain, shared.resolve("plain"), away, shared.resolve("file"), lines);
      direct("/mfs, file's own node", plain, exported.resolve("plain"), away, Path.of("/mfs/2" + exported + "/file"), lines);
      echo(here, away, lines);
      small(away, call, lines);
    }
  }

  private String agent() {
    return "mfs=on,run-dir=" + cluster.runDirectory(HOME);
  }

  /** One measurement. */
  private interface Measure {
    double take() throws IOException;
  }

  /** Medians of runs that take turns; the first turn is for the warm-up of both. */
  private double[] inTurn(Measure off, Measure on) throws IOException {
    List<Double> offs = new ArrayList<>();
    List<Double> ons = new ArrayList<>();
    for (int run = -1; run < runs; run++) {
      double without = off.take();
      double with = on.take();
      if (run >= 0) {
        offs.add(without);
        ons.add(with);
      }
    }
    return new double[] {Median.of(offs), Median.of(ons)};
  }

  private double call(Ordered away, Consumer<Line> lines) throws IOException {
    Path file = Files.write(home.resolve("byte"), new byte[1]);
    try (Ordered server = Ordered.startWithLibraries(bed, PingPong.class, key);
        Ordered client = Ordered.startWithLibraries(bed, PingPong.class, key, server.ask("port"))) {
      double[] micros = inTurn(() -> client.ask("ping", sizes.calls) / NANOS_PER_MICRO, () -> away.ask("call", file, sizes.calls) / NANOS_PER_MICRO);
      lines.accept(Line.ratio("call of one byte / bare TLS ping-pong", micros[0], micros[1], "us", CALL));
      return micros[1];
    }
  }

  private void clock(Ordered here, Ordered away, Consumer<Line> lines) throws IOException {
    double[] nanos = inTurn(() -> (double) here.ask("clock", CLOCKS) / CLOCKS, () -> (double) away.ask("clock", CLOCKS) / CLOCKS);
    lines.accept(Line.ratio("nanoTime, away / at home", nanos[0], nanos[1], "ns", CLOCK));
  }

  private void sequential(Ordered away, Consumer<Line> lines) throws IOException {
    Path file = home.resolve("file");
    away.ask("write", file, sizes.megabytes);
    Path copy = home.resolve("copy");
    try (Ordered receiver = Ordered.startWithLibraries(bed, TlsCopy.class, key, copy);
        Ordered sender = Ordered.startWithLibraries(bed, TlsCopy.class, key, receiver.ask("port"), file)) {
      Measure tls = () -> sender.ask("copy") / NANOS_PER_MILLI;
      Path written = home.resolve("written");
      double[] writes = inTurn(tls, () -> away.ask("write", written, sizes.megabytes) / NANOS_PER_MILLI);
      lines.accept(Line.ratio("write " + megabytes() + ", 8 KB calls / cp by TLS", writes[0], writes[1], "ms", SEQUENTIAL));
      double[] reads = inTurn(tls, () -> away.ask("read", file, sizes.megabytes) / NANOS_PER_MILLI);
      lines.accept(Line.ratio("read " + megabytes() + ", 8 KB calls / cp by TLS", reads[0], reads[1], "ms", SEQUENTIAL));
      Files.delete(written);
      Files.delete(copy);
    }
    Files.delete(file);
  }

  private String megabytes() {
    return sizes.megabytes + " MB";
  }

  private void direct(String where, Ordered plain, Path local, Ordered away, Path file, Consumer<Line> lines) throws IOException {
    double[] writes = inTurn(() -> plain.ask("write", local, sizes.megabytes) / NANOS_PER_MILLI,
        () -> away.ask("write", file, sizes.megabytes) / NANOS_PER_MILLI);
    lines.accept(Line.ratio("write, " + where + " / local", writes[0], writes[1], "ms", DIRECT));
    double[] reads = inTurn(() -> plain.ask("read", local, sizes.megabytes) / NANOS_PER_MILLI,
        () -> away.ask("read", file, sizes.megabytes) / NANOS_PER_MILLI);
    lines.accept(Line.ratio("read, " + where + " / local", reads[0], reads[1], "ms", DIRECT));
    Files.delete(local);
    Files.delete(local.resolveSibling(file.getFileName()));
  }

  private void echo(Ordered here, Ordered away, Consumer<Line> lines) throws IOException {
    long portHere = here.ask("echo");
    long portAway = away.ask("echo");
    try (Ordered clients = Ordered.start(bed, null, EchoLoad.class)) {
      double[] millis = inTurn(() -> clients.ask("load", portHere, sizes.connections, sizes.requests) / NANOS_PER_MILLI,
          () -> clients.ask("load", portAway, sizes.connections, sizes.requests) / NANOS_PER_MILLI);
      lines.accept(new Line("echo, " + sizes.connections + " connections, away / at home", millis[0], millis[1], "ms", millis[1] / millis[0], ECHO,
          String.format(Locale.ROOT, "%.0f requests/s at home, %.0f away", sizes.requests / millis[0] * 1e3, sizes.requests / millis[1] * 1e3)));
    }
  }

  private void small(Ordered away, double callMicros, Consumer<Line> lines) throws IOException {
    Path directory = Files.createDirectory(home.resolve("small"));
    List<Double> millis = new ArrayList<>();
    long before = 0;
    for (int run = -1; run < runs; run++) {
      double took = away.ask("small", directory, sizes.files, THREADS) / NANOS_PER_MILLI;
      if (run >= 0) {
        millis.add(took);
      } else {
        before = callsAtHome(away.pid());
      }
    }
    long expected = (long) runs * sizes.files * Worker.CALLS_PER_FILE;
    // What the orders themselves take at home is a handful.
    double perCall = Math.floor((callsAtHome(away.pid()) - before) * 100.0 / expected) / 100;
    double oneByOne = (double) sizes.files * Worker.CALLS_PER_FILE * callMicros / NANOS_PER_MICRO;
    lines.accept(new Line(sizes.files + " small files, 4 threads / calls one by one", oneByOne, Median.of(millis), "ms", Median.of(millis) / oneByOne,
        OVERLAPPED, "off: so many calls of one byte, reckoned"));
    lines.accept(Line.value("round trips for each call of these", perCall, "", CALLS_PER_CALL, ""));
  }

  /** Calls that home has carried out for a process. */
  private long callsAtHome(long pid) throws IOException {
    try (ControlChannel channel = cluster.connect(HOME)) {
      channel.send(new Administer("calls", List.of(String.valueOf(pid))));
      long sum = 0;
      for (JsonElement line : JsonParser.parseString(((Records) channel.receive()).json()).getAsJsonArray()) {
        JsonObject call = line.getAsJsonObject();
        sum += call.get("policy").getAsString().equals("NODE") ? 0 : call.get("count").getAsLong();
      }
      return sum;
    }
  }
}
