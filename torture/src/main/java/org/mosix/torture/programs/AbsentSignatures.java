package org.mosix.torture.programs;

import java.io.IOException;
import java.io.InputStream;
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

  private static final class Loader extends ClassLoader {
    Loader() {
      super(AbsentSignatures.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.equals(Absent.class.getName())) {
        throw new ClassNotFoundException(name);
      }
      return name.equals(Lacking.class.getName()) ? own(name) : super.loadClass(name, resolve);
    }

    private synchronized Class<?> own(String name) throws ClassNotFoundException {
      Class<?> known = findLoadedClass(name);
      if (known != null) {
        return known;
      }
      try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] file = in.readAllBytes();
        return defineClass(name, file, 0, file.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  private AbsentSignatures() {}

  public static void main(String[] args) throws Exception {
    @SuppressWarnings("unchecked")
    Callable<Object> lacking = (Callable<Object>) Class.forName(Lacking.class.getName(), true, new Loader()).getConstructor().newInstance();
    Rounds.equal(args, "turns", lacking);
  }
}
