package org.mosix.torture.programs;

/** Switches on strings (with equal hashes), characters, dense and sparse numbers; fall-through, yield, calls in cases. */
public final class Switches {
  static int work(int n) {
    int x = n;
    for (int i = 0; i < 800; i++) {
      x = x * 31 + i;
    }
    return x;
  }

  static String word(int n) {
    work(n);
    return switch (n % 6) {
      case 0 -> "Aa";
      case 1 -> "BB";
      case 2 -> "alpha";
      case 3 -> "";
      case 4 -> {
        int length = work(n) & 3;
        yield "x".repeat(length + 1);
      }
      default -> "other";
    };
  }

  @SuppressWarnings("fallthrough")
  static int onString(String word, int n) {
    int result = 0;
    switch (word) {
      case "Aa":
        result += work(1);
      case "BB":
        result += work(2);
        break;
      case "alpha":
        for (int i = 0; i < 3; i++) {
          switch (i) {
            case 1:
              continue;
            default:
              result ^= work(i);
          }
        }
        break;
      case "":
        return work(n);
      default:
        result = word.length() * work(3);
    }
    return result;
  }

  static int sparse(int n) {
    switch (n) {
      case Integer.MIN_VALUE: return work(1);
      case -1: return work(2);
      case 0: return work(3);
      case 1_000_000: return work(4);
      case Integer.MAX_VALUE: return work(5);
      default: return 6;
    }
  }

  static String round() {
    StringBuilder out = new StringBuilder();
    for (int n = 0; n < 12; n++) {
      String word = word(n);
      out.append(word).append('=').append(onString(word, n)).append(' ');
      char c = (char) ('a' + work(n) % 3 + 3);
      out.append(switch (c) { case 'a', 'b' -> 1; case 'c' -> work(c); case 'd' -> 4L; default -> 0.5; }).append(' ');
    }
    for (int n : new int[] {Integer.MIN_VALUE, -1, 0, 1, 1_000_000, Integer.MAX_VALUE}) {
      out.append(sparse(n)).append(' ');
    }
    return out.toString();
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    String first = round();
    System.out.println(first);
    while (rounds.more()) {
      Check.equal("switches", first, round());
    }
    Check.ok();
  }
}
