package org.mosix.torture.programs;

import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Phasers in two tiers with registration on the way, onAdvance of the program, and termination. */
public final class Phasers {
  static String round() throws InterruptedException {
    StringBuffer advances = new StringBuffer();
    Phaser root = new Phaser() {
      @Override
      protected boolean onAdvance(int phase, int registered) {
        advances.append(phase).append(':').append(registered).append(' ');
        Work.spin(phase);
        return phase >= 5 || registered == 0;
      }
    };
    Phaser[] tiers = {new Phaser(root, 2), new Phaser(root, 2)};
    AtomicIntegerArray steps = new AtomicIntegerArray(4);
    Work.together(4, id -> {
      Phaser mine = tiers[id / 2];
      int phase;
      do {
        Work.spin(steps.incrementAndGet(id));
        phase = mine.arriveAndAwaitAdvance();
        for (int n = 0; phase >= 0 && n < 4; n++) {
          Check.holds("all arrived", steps.get(n) >= phase);
        }
      } while (phase >= 0);
    });
    Check.holds("terminated", root.isTerminated());
    return advances.toString();
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "phases", () -> round());
  }
}
