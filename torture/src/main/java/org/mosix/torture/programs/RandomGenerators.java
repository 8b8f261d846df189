package org.mosix.torture.programs;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** RandomGenerator algorithms of Java 17 and SplittableRandom: seeded ones go on with their sequences, splits differ. */
public final class RandomGenerators {
  static String round() {
    StringBuilder out = new StringBuilder();
    for (String name : new String[] {"L64X128MixRandom", "Xoshiro256PlusPlus", "L128X256MixRandom", "SplittableRandom", "Random"}) {
      RandomGenerator random = RandomGeneratorFactory.of(name).create(42);
      long sum = 0;
      for (int n = 0; n < 20; n++) {
        sum = sum * 31 + random.nextLong() + random.nextInt(10) + (long) (random.nextGaussian() * 100);
        Work.spin(n);
      }
      out.append(sum).append(' ');
    }
    SplittableRandom first = new SplittableRandom(7);
    SplittableRandom second = first.split();
    Work.spin(1);
    return out.append(first.nextInt()).append(' ').append(second.ints(5, 0, 100).boxed().toList()).toString();
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "sequences", () -> round());
  }
}
