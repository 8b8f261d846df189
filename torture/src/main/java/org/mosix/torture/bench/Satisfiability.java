package org.mosix.torture.bench;

import java.util.Random;
import org.sat4j.core.VecInt;
import org.sat4j.minisat.SolverFactory;
import org.sat4j.specs.ContradictionException;
import org.sat4j.specs.ISolver;
import org.sat4j.specs.TimeoutException;

/** Sat4j on the same few random 3-SAT instances again and again. */
public final class Satisfiability {

  private static final int VARIABLES = 100;
  private static final int CLAUSES = 426;
  private static final int INSTANCES = 8;

  private Satisfiability() {}

  public static void main(String[] args) {
    Stopwatch.time(() -> {
      long conflicts = 0;
      for (int seed = 0; seed < INSTANCES; seed++) {
        conflicts = conflicts * 31 + conflicts(seed);
      }
      return conflicts;
    });
  }

  private static long conflicts(int seed) {
    Random random = new Random(seed);
    ISolver solver = SolverFactory.newDefault();
    solver.newVar(VARIABLES);
    try {
      for (int clause = 0; clause < CLAUSES; clause++) {
        int[] literals = random.ints(1, VARIABLES + 1).distinct().limit(3).map(l -> random.nextBoolean() ? l : -l).toArray();
        solver.addClause(new VecInt(literals));
      }
      boolean satisfiable = solver.isSatisfiable();
      return solver.getStat().get("conflicts").longValue() * 2 + (satisfiable ? 1 : 0);
    } catch (ContradictionException e) {
      return -1;
    } catch (TimeoutException e) {
      throw new IllegalStateException("no answer in the solver's own time limit", e);
    }
  }
}
