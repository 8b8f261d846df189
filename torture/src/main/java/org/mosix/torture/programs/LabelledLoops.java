package org.mosix.torture.programs;

/** Labelled break and continue through nested loops of every kind, with finally blocks in between. */
public final class LabelledLoops {
  static int count(int limit) {
    int total = 0;
    int finals = 0;
    outer:
    for (int i = 0; ; i++) {
      int j = i;
      middle:
      do {
        for (int k : new int[] {3, 1, 4, 1, 5, 9, 2, 6}) {
          try {
            if (k == 1 && j % 3 == 0) {
              continue middle;
            }
            if (k == 9) {
              continue outer;
            }
            if (total > limit) {
              break outer;
            }
            total += k * (i + 1);
          } finally {
            finals++;
          }
        }
      } while (j-- > 0);
      block: {
        if (i % 2 == 0) {
          break block;
        }
        total--;
      }
    }
    while (true) {
      if (finals-- < 0) {
        break;
      }
      total ^= finals;
    }
    return total;
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    int[] first = new int[6];
    for (int n = 0; n < first.length; n++) {
      first[n] = count(n * 20_000);
      System.out.println(first[n]);
    }
    while (rounds.more()) {
      for (int n = 0; n < first.length; n++) {
        Check.equal("count", first[n], count(n * 20_000));
      }
    }
    Check.ok();
  }
}
