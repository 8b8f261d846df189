package org.mosix.torture.programs;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** SecureRandom of several kinds: never the same bytes twice after a move, a seeded one goes on with its sequence. */
public final class SecureRandoms {
  private static final Set<Long> SEEN = new HashSet<>();

  static String round(List<SecureRandom> kept) throws GeneralSecurityException {
    for (SecureRandom random : kept) {
      if (SEEN.size() < 50_000) {
        Check.holds("new", SEEN.add(random.nextLong()));
      }
      Work.spin(random.nextInt(10));
    }
    SecureRandom seeded = SecureRandom.getInstance("SHA1PRNG");
    seeded.setSeed(42);
    long sum = 0;
    for (int n = 0; n < 20; n++) {
      sum = sum * 31 + seeded.nextInt();
      Work.spin(n);
    }
    return kept.size() + " " + sum;
  }

  public static void main(String[] args) throws Exception {
    List<SecureRandom> kept = List.of(new SecureRandom(), SecureRandom.getInstance("DRBG"), SecureRandom.getInstance("NativePRNG"));
    Rounds.equal(args, "random", () -> round(kept));
  }
}
