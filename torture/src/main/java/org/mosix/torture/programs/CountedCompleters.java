package org.mosix.torture.programs;

import java.util.concurrent.CountedCompleter;

/** CountedCompleter tasks in the common pool: completions run once, in whichever worker comes last. */
public final class CountedCompleters {
  static final class Largest extends CountedCompleter<Integer> {
    private static final long serialVersionUID = 1;
    private final int from;
    private final int to;
    private int result;
    private Largest left;
    private Largest right;

    Largest(CountedCompleter<?> parent, int from, int to) {
      super(parent);
      this.from = from;
      this.to = to;
    }

    @Override
    public void compute() {
      if (to - from <= 8) {
        result = Integer.MIN_VALUE;
        for (int i = from; i < to; i++) {
          result = Math.max(result, Work.spin(i));
        }
      } else {
        int middle = (from + to) / 2;
        left = new Largest(this, from, middle);
        right = new Largest(this, middle, to);
        setPendingCount(1);
        left.fork();
        right.compute();
        return;
      }
      tryComplete();
    }

    @Override
    public void onCompletion(CountedCompleter<?> caller) {
      if (left != null) {
        result = Math.max(left.result, right.result) + Work.spin(0) * 0;
      }
    }

    @Override
    public Integer getRawResult() {
      return result;
    }
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "largest", () -> new Largest(null, 0, 600).invoke());
  }
}
