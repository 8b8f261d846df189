package org.mosix.torture.programs;

import java.io.IOException;
import java.io.InputStream;

/** A class loader with a {@code loadClass(String)} of its own takes its time while the VM asks it for a class that a method is about to call. */
public final class AskedLoaders {

  /** Defines the classes below anew in each loader. */
  private static final class Slow extends ClassLoader {
    private final Rounds rounds;

    Slow(Rounds rounds) {
      super(AskedLoaders.class.getClassLoader());
      this.rounds = rounds;
    }

    @Override
    public Class<?> loadClass(String name) throws ClassNotFoundException {
      return name.startsWith(AskedLoaders.class.getName() + "$Callee") || name.equals(Caller.class.getName()) ? own(name) : super.loadClass(name);
    }

    private Class<?> own(String name) throws ClassNotFoundException {
      for (int i = 0; i < 200 && rounds.more(); i++) {
        Work.spin(i);
      }
      Class<?> known = findLoadedClass(name);
      return known != null ? known : define(name);
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] file = in.readAllBytes();
        return defineClass(name, file, 0, file.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  /** Another class for each call, so that each call has one to be loaded. */
  public static final class CalleeOne {
    public static int value(int n) {
      return n + 1;
    }
  }

  public static final class CalleeTwo {
    public int value(int n) {
      return n * 3;
    }
  }

  public static final class Caller implements java.util.function.IntUnaryOperator {
    @Override
    public int applyAsInt(int n) {
      int one = CalleeOne.value(n);
      return one + new CalleeTwo().value(one);
    }
  }

  public static void main(String[] args) throws Exception {
    Rounds rounds = Rounds.of(args);
    Class<?> byName = new Slow(rounds).loadClass(CalleeOne.class.getName());
    Check.equal("asked by the program", CalleeOne.class.getName(), byName.getName());
    int n = 0;
    do {
      n++;
      Slow loader = new Slow(rounds);
      Object caller = loader.loadClass(Caller.class.getName()).getDeclaredConstructor().newInstance();
      Check.equal("called", (n + 1) * 4, ((java.util.function.IntUnaryOperator) caller).applyAsInt(n));
    } while (rounds.more());
    Check.ok();
  }
}
