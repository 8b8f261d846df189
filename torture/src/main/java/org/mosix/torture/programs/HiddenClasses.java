package org.mosix.torture.programs;

import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.function.IntUnaryOperator;

/** Classes defined by defineHiddenClass, with frames and objects of them: they move or it is said why not. */
public final class HiddenClasses {
  public static final class Template implements IntUnaryOperator {
    private int calls;

    @Override
    public int applyAsInt(int n) {
      calls++;
      return Work.spin(n) + calls;
    }
  }

  public static void main(String[] args) throws Exception {
    byte[] file;
    try (InputStream in = HiddenClasses.class.getResourceAsStream("HiddenClasses$Template.class")) {
      file = in.readAllBytes();
    }
    // A member of a nest may not be defined by other names: the attribute that says so names another class.
    Rounds.equal(args, "hidden", () -> {
      Class<?> hidden = MethodHandles.lookup().defineHiddenClass(file, true).lookupClass();
      IntUnaryOperator made = (IntUnaryOperator) hidden.getDeclaredConstructor().newInstance();
      long sum = 0;
      for (int n = 0; n < 50; n++) {
        sum += made.applyAsInt(n);
      }
      return sum + " " + hidden.isHidden();
    });
  }
}
