package org.mosix.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A small picture: bars or lines, as SVG. Readable on light and dark pages. */
final class Plot {

  private static final int WIDTH = 720;
  private static final int HEIGHT = 300;
  private static final int LEFT = 60;
  private static final int BOTTOM = 40;
  private static final int TOP = 40;
  private static final String[] COLOURS = {"#3b78c2", "#d1812a", "#4c9a4c", "#b04a5a", "#7a64b0", "#6b7280"};

  private record Series(String name, double[] x, double[] y) {}

  private final String title;
  private final List<Series> lines = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<Double> bars = new ArrayList<>();

  Plot(String title) {
    this.title = title;
  }

  Plot bar(String name, double value) {
    names.add(name);
    bars.add(value);
    return this;
  }

  Plot line(String name, double[] x, double[] y) {
    lines.add(new Series(name, x, y));
    return this;
  }

  String svg(String xTitle) {
    StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT
        + "\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"" + WIDTH + "\" height=\"" + HEIGHT + "\" fill=\"#ffffff\"/>\n");
    text(svg, LEFT, 22, "start", title);
    double top = bars.isEmpty() ? lines.stream().flatMapToDouble(line -> java.util.Arrays.stream(line.y)).max().orElse(1)
        : bars.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    double step = step(top);
    for (double tick = 0; tick <= top + step / 2; tick += step) {
      double y = y(tick, top);
      svg.append(String.format(Locale.ROOT, "<path d=\"M%d %.1fH%d\" stroke=\"#d9dce1\"/>%n", LEFT, y, WIDTH - 10));
      text(svg, LEFT - 6, y + 4, "end", number(tick));
    }
    if (bars.isEmpty()) {
      drawLines(svg, top);
    } else {
      drawBars(svg, top);
    }
    text(svg, (LEFT + WIDTH) / 2.0, HEIGHT - 6, "middle", xTitle);
    return svg.append("</svg>\n").toString();
  }

  private void drawBars(StringBuilder svg, double top) {
    double each = (WIDTH - LEFT - 10.0) / bars.size();
    for (int i = 0; i < bars.size(); i++) {
      double x = LEFT + each * i + each * 0.2;
      double y = y(bars.get(i), top);
      svg.append(String.format(Locale.ROOT, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n", x, y, each * 0.6,
          HEIGHT - BOTTOM - y, COLOURS[i % COLOURS.length]));
      text(svg, x + each * 0.3, y - 4, "middle", number(bars.get(i)));
      text(svg, x + each * 0.3, HEIGHT - BOTTOM + 15, "middle", names.get(i));
    }
  }

  private void drawLines(StringBuilder svg, double top) {
    double right = lines.stream().mapToDouble(line -> line.x[line.x.length - 1]).max().orElse(1);
    text(svg, LEFT, HEIGHT - BOTTOM + 15, "start", "0");
    text(svg, WIDTH - 10, HEIGHT - BOTTOM + 15, "end", number(right));
    for (int i = 0; i < lines.size(); i++) {
      Series line = lines.get(i);
      StringBuilder path = new StringBuilder();
      for (int j = 0; j < line.x.length; j++) {
        path.append(String.format(Locale.ROOT, "%s%.1f %.1f", j == 0 ? "M" : "L", LEFT + line.x[j] / right * (WIDTH - LEFT - 10), y(line.y[j], top)));
      }
      svg.append("<path d=\"").append(path).append("\" fill=\"none\" stroke-width=\"2\" stroke=\"").append(COLOURS[i % COLOURS.length]).append("\"/>\n");
      svg.append(String.format(Locale.ROOT, "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/>%n", WIDTH - 170, TOP + 16 * i,
          COLOURS[i % COLOURS.length]));
      text(svg, WIDTH - 152, TOP + 10 + 16 * i, "start", line.name);
    }
  }

  private static double y(double value, double top) {
    return HEIGHT - BOTTOM - value / Math.max(top, 1e-9) * (HEIGHT - BOTTOM - TOP - 10);
  }

  /** 1, 2 or 5 times a power of ten, so that there are about five lines. */
  private static double step(double top) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(top, 1e-9) / 5)));
    double factor = top / 5 / power;
    return power * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.2f", value);
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
    svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#24292f\">", x, y, anchor))
        .append(text.replace("&", "&amp;").replace("<", "&lt;")).append("</text>\n");
  }
}
