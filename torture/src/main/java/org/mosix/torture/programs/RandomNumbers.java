package org.mosix.torture.programs;

import java.util.Collections;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Seeded generators continue their sequences; unseeded ones stay random: no number comes twice after a move. */
public final class RandomNumbers {
  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    Random a = new Random(1);
    Random b = new Random(1);
    SplittableRandom c = new SplittableRandom(2);
    SplittableRandom d = new SplittableRandom(2);
    Random unseeded = new Random();
    List<Integer> deck = new ArrayList<>();
    for (int i = 0; i < 52; i++) {
      deck.add(i);
    }
    Collections.shuffle(deck, new Random(3));
    System.out.println(deck);
    long previous = 0;
    UUID lastId = UUID.randomUUID();
    while (rounds.more()) {
      for (int i = 0; i < 1_000; i++) {
        Check.equal("Random", a.nextLong(), b.nextLong());
        Check.equal("gaussian", a.nextGaussian(), b.nextGaussian());
        Check.equal("SplittableRandom", c.nextLong(), d.nextLong());
      }
      long next = ThreadLocalRandom.current().nextLong() ^ unseeded.nextLong();
      Check.holds("repeated", next != previous);
      previous = next;
      UUID id = UUID.randomUUID();
      Check.holds("repeated id", !id.equals(lastId));
      lastId = id;
      Check.holds("0 to 1", Math.random() < 1);
    }
    Check.ok();
  }
}
