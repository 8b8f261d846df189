package org.mosix.tools.top.layout;

/** How full something is, as a bar. */
final class Bar {

  private static final double MIDDLE = 0.6;
  private static final double HIGH = 0.85;

  private Bar() {}

  /** @param share 0 to 1; what lies outside is shown as the nearer end */
  static Line of(double share, int cells, Glyphs glyphs) {
    if (cells < 1) {
      return Line.EMPTY;
    }
    int steps = glyphs.bar().length();
    int filled = (int) Math.round(clamp(share) * cells * steps);
    StringBuilder full = new StringBuilder().append(String.valueOf(glyphs.bar().charAt(steps - 1)).repeat(filled / steps));
    if (filled % steps > 0) {
      full.append(glyphs.bar().charAt(filled % steps - 1));
    }
    return Line.of(role(share), full.toString()).add(Role.DIM, String.valueOf(glyphs.empty()).repeat(cells - full.length()));
  }

  static Role role(double share) {
    return share >= HIGH ? Role.HIGH : share >= MIDDLE ? Role.MIDDLE : Role.LOW;
  }

  private static double clamp(double share) {
    return Math.max(0, Math.min(1, share));
  }
}
