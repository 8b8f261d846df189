package org.mosix.torture.real;

import java.util.Arrays;
import java.util.Random;
import org.sat4j.core.VecInt;
import org.sat4j.minisat.SolverFactory;
import org.sat4j.specs.ContradictionException;
import org.sat4j.specs.ISolver;
import org.sat4j.specs.TimeoutException;

/**
 * Sat4j on random 3-SAT near the threshold of 4.26 clauses per variable, several instances one after the other. Arguments: variables
 * (220 when absent), instances (8), first seed (1).
 */
public final class SatSolver {

  private static final double CLAUSES_PER_VARIABLE = 4.26;

  private SatSolver() {}

  public static void main(String[] args) throws ContradictionException, TimeoutException {
    int variables = args.length > 0 ? Integer.parseInt(args[0]) : 220;
    int instances = args.length > 1 ? Integer.parseInt(args[1]) : 8;
    int seed = args.length > 2 ? Integer.parseInt(args[2]) : 1;
    for (int instance = 0; instance < instances; instance++) {
      solve(variables, seed + instance);
    }
    System.out.println("ok");
  }

  private static void solve(int variables, int seed) throws ContradictionException, TimeoutException {
    int[][] clauses = clauses(variables, seed);
    ISolver solver = SolverFactory.newDefault();
    solver.setTimeout(3600);
    solver.newVar(variables);
    solver.setExpectedNumberOfClauses(clauses.length);
    for (int[] clause : clauses) {
      solver.addClause(new VecInt(clause.clone()));
    }
    boolean satisfiable = solver.isSatisfiable();
    System.out.println("seed " + seed + ": " + clauses.length + " clauses, " + (satisfiable ? "satisfiable" : "unsatisfiable"));
    if (satisfiable) {
      int[] model = solver.model();
      System.out.println(Arrays.toString(model));
      check(clauses, model);
    }
    System.out.println(solver.getStat().get("conflicts") + " conflicts, " + solver.getStat().get("decisions") + " decisions");
  }

  private static int[][] clauses(int variables, int seed) {
    Random random = new Random(seed);
    int[][] clauses = new int[(int) (variables * CLAUSES_PER_VARIABLE)][];
    for (int i = 0; i < clauses.length; i++) {
      int[] literals = random.ints(1, variables + 1).distinct().limit(3).toArray();
      for (int l = 0; l < 3; l++) {
        literals[l] *= random.nextBoolean() ? 1 : -1;
      }
      clauses[i] = literals;
    }
    return clauses;
  }

  private static void check(int[][] clauses, int[] model) {
    for (int[] clause : clauses) {
      if (Arrays.stream(clause).noneMatch(l -> Arrays.stream(model).anyMatch(m -> m == l))) {
        throw new IllegalStateException("the model does not satisfy " + Arrays.toString(clause));
      }
    }
  }
}
