package org.mosix.torture.programs;

import java.util.ArrayList;
import java.util.List;

/** A hundred classes that need a library which is not there: they are loaded, but the VM cannot link them, wherever the program is. */
public final class UnlinkableClasses {

  private static final int MANY = 100;

  public static class Base {
    int value() {
      return 1;
    }
  }

  /** Not found by the loaders below. */
  public static final class Absent extends Base {
    @Override
    int value() {
      return 2;
    }
  }

  public static final class Needing {
    private Needing() {}

    /** The verifier wants to know whether the one extends the other. */
    public static Base base() {
      return new Absent();
    }
  }

  private UnlinkableClasses() {}

  private static int link(List<Class<?>> all) throws ClassNotFoundException {
    int failed = 0;
    for (Class<?> type : all) {
      LackingLoader loader = (LackingLoader) type.getClassLoader();
      int before = loader.asked;
      try {
        Class.forName(type.getName(), true, loader);
      } catch (NoClassDefFoundError e) {
        failed += loader.asked > before && e.getMessage().endsWith("$Absent") ? 1 : 0;
      }
    }
    return failed;
  }

  public static void main(String[] args) throws Exception {
    List<Class<?>> all = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      all.add(Class.forName(Needing.class.getName(), false, new LackingLoader(Needing.class, Absent.class)));
    }
    System.out.println(Needing.base().value() + " where it is there");
    Rounds.equal(args, "linked", () -> link(all) + " of " + all.size() + " cannot be linked");
  }
}
