package org.mosix.torture.programs;

import java.util.Optional;
import java.util.OptionalDouble;

/** Optional and its primitive kinds: mapped, flat-mapped, filtered and supplied by functions that work. */
public final class Optionals {
  static Optional<Integer> half(int n) {
    Work.spin(n);
    return n % 2 == 0 ? Optional.of(n / 2) : Optional.empty();
  }

  static String round(Optional<String> kept, OptionalDouble number) {
    StringBuilder out = new StringBuilder();
    out.append(half(40).flatMap(Optionals::half).map(Work::spin).orElse(-1)).append(half(3).or(() -> half(8)).orElseThrow()).append(' ');
    kept.filter(s -> Work.spin(s.length()) != 0).ifPresentOrElse(out::append, () -> out.append("none"));
    out.append(kept.stream().mapToInt(s -> Work.spin(1)).sum()).append(number.orElseGet(() -> Work.spin(2))).append(half(5).isEmpty());
    try {
      half(7).orElseThrow(() -> new IllegalStateException("odd " + Work.spin(7)));
    } catch (IllegalStateException e) {
      out.append(e.getMessage());
    }
    return out.toString();
  }

  public static void main(String[] args) throws Exception {
    Optional<String> kept = Optional.of("kept");
    OptionalDouble number = OptionalDouble.of(1.5);
    Rounds.equal(args, "optionals", () -> round(kept, number));
  }
}
