package org.mosix.torture.programs;

import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Classes defined by defineHiddenClass, with objects of them that stay: two of one file are two classes, and keep their names. */
public final class HiddenClasses {
  public static final class Template implements IntUnaryOperator {
    private int calls;

    @Override
    public int applyAsInt(int n) {
      calls++;
      return n * calls;
    }
  }

  private static final List<IntUnaryOperator> KEPT = new ArrayList<>();
  private static final List<String> NAMES = new ArrayList<>();

  public static void main(String[] args) throws Exception {
    byte[] file;
    try (InputStream in = HiddenClasses.class.getResourceAsStream("HiddenClasses$Template.class")) {
      file = in.readAllBytes();
    }
    for (int i = 0; i < 3; i++) {
      // A member of a nest may not be defined by other names: the attribute that says so names another class.
      Class<?> hidden =
          i == 0
              ? MethodHandles.lookup().defineHiddenClass(file, true, MethodHandles.Lookup.ClassOption.STRONG).lookupClass()
              : MethodHandles.lookup().defineHiddenClass(file, true).lookupClass();
      KEPT.add((IntUnaryOperator) hidden.getDeclaredConstructor().newInstance());
      NAMES.add(hidden.getName());
    }
    Rounds.equal(args, "hidden", () -> round(file));
  }

  private static String round(byte[] file) throws Exception {
    Class<?> hidden = MethodHandles.lookup().defineHiddenClass(file, true).lookupClass();
    IntUnaryOperator made = (IntUnaryOperator) hidden.getDeclaredConstructor().newInstance();
    long sum = 0;
    for (int n = 0; n < 50; n++) {
      sum += Work.spin(n) + made.applyAsInt(n);
    }
    for (int i = 0; i < KEPT.size(); i++) {
      Class<?> kept = KEPT.get(i).getClass();
      boolean same = kept.getName().equals(NAMES.get(i)) && kept.isHidden() && kept != hidden && kept != KEPT.get((i + 1) % 3).getClass();
      int before = (int) kept.getMethod("applyAsInt", int.class).invoke(KEPT.get(i), 1);
      sum += same && KEPT.get(i).applyAsInt(1) == before + 1 ? 1 : 1_000_000;
    }
    return sum + " " + hidden.isHidden();
  }
}
