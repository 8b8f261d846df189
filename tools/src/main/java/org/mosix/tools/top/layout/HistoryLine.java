package org.mosix.tools.top.layout;

import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.mosix.tools.top.model.History;

/** Load and moves of the last minutes, each as a row of small columns; the newest at the right. */
final class HistoryLine {

  private static final int LABELS = 37;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private HistoryLine() {}

  static Line of(History history, int width, Glyphs glyphs) {
    int cells = Math.max(0, (width - LABELS) / 2);
    List<History.Sample> samples = history.last(cells);
    double load = samples.isEmpty() ? 0 : samples.get(samples.size() - 1).load();
    return Line.of(Role.HEADING, "LOAD ").add(columns(samples, cells, glyphs, Role.LOW, 1, History.Sample::load))
        .add(Role.PLAIN, " " + glyphs.left(Quantity.load(load), 6)).add(Role.HEADING, " MOVES ")
        .add(columns(samples, cells, glyphs, Role.AWAY, 1, History.Sample::moves))
        .add(Role.PLAIN, " " + glyphs.left(history.movesWithin(MINUTE) + " in 60 s", 16)).fit(width);
  }

  /** @param least the value that fills a column at least, so that little does not look like much */
  private static Line columns(List<History.Sample> samples, int cells, Glyphs glyphs, Role role, double least,
      ToDoubleFunction<History.Sample> value) {
    double full = Math.max(least, samples.stream().mapToDouble(value).max().orElse(0));
    int levels = glyphs.levels().length() - 1;
    StringBuilder text = new StringBuilder(" ".repeat(cells - samples.size()));
    for (History.Sample sample : samples) {
      // whatever is not nothing is seen
      text.append(glyphs.levels().charAt((int) Math.ceil(value.applyAsDouble(sample) / full * levels)));
    }
    return Line.of(role, text.toString());
  }
}
