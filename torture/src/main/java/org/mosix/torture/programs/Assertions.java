package org.mosix.torture.programs;

/** Assertions are on or off per class as the command line says, also in classes first used after moves. */
public final class Assertions {
  static final class Plain {
    static boolean on() {
      boolean on = false;
      assert on = true;
      return on;
    }
  }

  static final class Later {
    static String message(int n) {
      try {
        assert Work.spin(n) == 0 : "spun " + Work.spin(n);
        return "off";
      } catch (AssertionError e) {
        return e.getMessage();
      }
    }
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "assertions", () -> {
      Work.spin(1);
      return Plain.on() + Later.message(3) + Assertions.class.desiredAssertionStatus() + String.class.desiredAssertionStatus();
    });
  }
}
