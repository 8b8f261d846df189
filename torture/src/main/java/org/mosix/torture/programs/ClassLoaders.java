package org.mosix.torture.programs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Custom class loaders: the same class name in two loaders, own statics, an initialiser that runs once, resources, classes loaded late. */
public final class ClassLoaders {
  /** Loaded once by each loader. */
  public static final class Plugin implements IntUnaryOperator {
    private static int calls;

    @Override
    public int applyAsInt(int operand) {
      calls++;
      int x = operand;
      for (int i = 0; i < 2_000; i++) {
        x = x * 31 + i;
      }
      return x + calls + Late.value();
    }
  }

  /** First used by a plugin's first call. */
  public static final class Late {
    private static int value;

    static int value() {
      return ++value;
    }
  }

  static final class ChildFirst extends ClassLoader {
    static {
      System.out.println("loaders");
    }

    private final String name;

    ChildFirst(String name, ClassLoader parent) {
      super(name, parent);
      this.name = name;
    }

    @Override
    protected Class<?> loadClass(String type, boolean resolve) throws ClassNotFoundException {
      if (!type.startsWith(ClassLoaders.class.getName() + "$") || type.endsWith("ChildFirst")) {
        return super.loadClass(type, resolve);
      }
      synchronized (getClassLoadingLock(type)) {
        Class<?> loaded = findLoadedClass(type);
        return loaded != null ? loaded : define(type);
      }
    }

    private Class<?> define(String type) throws ClassNotFoundException {
      try (InputStream in = getParent().getResourceAsStream(type.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(type, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(type, e);
      }
    }

    @Override
    public URL getResource(String resource) {
      return super.getResource(resource.equals("self") ? ClassLoaders.class.getName().replace('.', '/') + ".class" : resource);
    }

    @Override
    public String toString() {
      return "loader " + name;
    }
  }

  public static void main(String[] args) throws Exception {
    Rounds rounds = Rounds.of(args);
    List<IntUnaryOperator> plugins = new ArrayList<>();
    for (String name : List.of("left", "right")) {
      Class<?> type = new ChildFirst(name, ClassLoaders.class.getClassLoader()).loadClass(Plugin.class.getName());
      plugins.add((IntUnaryOperator) type.getDeclaredConstructor().newInstance());
    }
    Class<?> left = plugins.get(0).getClass();
    Class<?> right = plugins.get(1).getClass();
    System.out.println(left.getClassLoader() + " " + right.getClassLoader() + " " + left.getName());
    int base = plugins.get(0).applyAsInt(5) - 2;
    Check.equal("own statics", base + 2, plugins.get(1).applyAsInt(5));
    for (int n = 2; rounds.more(); n++) {
      Check.equal("left", base + 2 * n, plugins.get(0).applyAsInt(5));
      Check.equal("right", base + 2 * n, plugins.get(1).applyAsInt(5));
      Check.holds("two classes", left != right && left != Plugin.class && plugins.get(0).getClass() == left);
      Check.same("found again", left, Class.forName(left.getName(), false, left.getClassLoader()));
      if (n % 100 == 2) {
        try (InputStream in = left.getClassLoader().getResource("self").openStream()) {
          Check.equal("resource", 0xca, in.read());
        }
      }
    }
    Check.ok();
  }
}
