package org.mosix.torture.programs;

import java.util.concurrent.Callable;

/** A class whose methods and fields are of types that are not there, and never needed: it works, wherever it is. */
public final class AbsentSignatures {

  /** Not found by the loader below. */
  public static final class Absent {
    private Absent() {}
  }

  /** Inherited by what runs. */
  public static class Above {
    protected int turns;

    protected int turn(int n) {
      turns++;
      return Work.spin(n);
    }
  }

  /** Calls what it inherits, for long. */
  public static final class Lacking extends Above implements Callable<Object> {
    private Absent unused;
    private final int kept;

    public Lacking() {
      kept = turn(3) & 7;
    }

    /** Never called. */
    public Absent lacks(Absent other) {
      unused = other;
      return unused;
    }

    @Override
    public Object call() {
      int sum = kept;
      int before = turns;
      for (int i = 0; i < 200; i++) {
        sum += turn(i);
      }
      return sum + " in " + (turns - before);
    }
  }

  private AbsentSignatures() {}

  public static void main(String[] args) throws Exception {
    @SuppressWarnings("unchecked")
    Callable<Object> lacking = (Callable<Object>) Class.forName(Lacking.class.getName(), true, new LackingLoader(Lacking.class, Absent.class)).getConstructor().newInstance();
    Rounds.equal(args, "turns", lacking);
  }
}
