package org.mosix.torture.programs;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** Class loaders that find superclasses in other loaders, by their own fields: in those they were given, and in one that was asked first. */
public final class DelegatingLoaders {

  private DelegatingLoaders() {}

  /** In a loader of its own. */
  public abstract static class Base implements IntUnaryOperator {
    protected int calls;

    @Override
    public int applyAsInt(int operand) {
      calls++;
      int x = operand;
      for (int i = 0; i < 2_000; i++) {
        x = x * 31 + step(i);
      }
      return x;
    }

    protected abstract int step(int i);
  }

  /** In another loader. */
  public interface Scaled {
    default int scale(int i) {
      return 3 * i;
    }
  }

  /** In the loader that finds both by asking its friends. */
  public static final class Derived extends Base implements Scaled {
    @Override
    protected int step(int i) {
      return scale(i) + Part.of(i).value;
    }
  }

  /** Of the same loader as its user; the verifier looks at its superclass. */
  static final class Part extends Whole {
    static Whole of(int i) {
      return i % 2 == 0 ? new Part(i) : new Whole(1);
    }

    private Part(int i) {
      super(i & 7);
    }
  }

  /** In the loader of {@link Scaled}. */
  public static class Whole {
    public final int value;

    public Whole(int value) {
      this.value = value;
    }
  }

  /** Defines some classes itself and has others from its friends, before its parent is asked. */
  private static final class Friendly extends ClassLoader {
    private final Map<String, Friendly> friends = new HashMap<>();
    private final List<String> own = new ArrayList<>();
    private int questions;

    Friendly(Class<?>... own) {
      super(DelegatingLoaders.class.getClassLoader());
      for (Class<?> type : own) {
        this.own.add(type.getName());
      }
    }

    Friendly with(Friendly other) {
      other.own.forEach(type -> friends.put(type, other));
      return this;
    }

    @Override
    public Class<?> loadClass(String type) throws ClassNotFoundException {
      questions++;
      if (own.contains(type)) {
        Class<?> loaded = findLoadedClass(type);
        return loaded != null ? loaded : define(type);
      }
      Friendly friend = friends.get(type);
      return friend != null ? friend.loadClass(type) : super.loadClass(type);
    }

    private Class<?> define(String type) throws ClassNotFoundException {
      try (InputStream in = getParent().getResourceAsStream(type.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(type, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(type, e);
      }
    }
  }

  private static IntUnaryOperator make() throws ReflectiveOperationException {
    Friendly base = new Friendly(Base.class);
    Friendly scaled = new Friendly(Scaled.class, Whole.class);
    Friendly derived = new Friendly(Derived.class, Part.class).with(base).with(scaled);
    Class<?> made = derived.loadClass(Derived.class.getName());
    IntUnaryOperator operator = (IntUnaryOperator) made.getDeclaredConstructor().newInstance();
    operator.applyAsInt(1);
    Check.holds("asked", derived.questions > 3);
    Check.same("loader of the superclass", base, made.getSuperclass().getClassLoader());
    Check.same("loader of the interface", scaled, made.getInterfaces()[0].getClassLoader());
    return operator;
  }

  public static void main(String[] args) throws Exception {
    List<IntUnaryOperator> kept = new ArrayList<>();
    int[] round = new int[1];
    Rounds.equal(args, "found by others", () -> {
      // Some loaders are made away from home, but not without end.
      if (round[0]++ % 500 == 0 && kept.size() < 20) {
        kept.add(make());
      }
      return kept.get(0).applyAsInt(5) + " " + kept.get(kept.size() - 1).applyAsInt(7);
    });
  }
}
