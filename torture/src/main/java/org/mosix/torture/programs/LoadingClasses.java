package org.mosix.torture.programs;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;

/** Class loaders of the program that work long in findClass, while other threads wait for the same class. */
public final class LoadingClasses {
  static final class Slow extends ClassLoader {
    private final AtomicInteger found = new AtomicInteger();

    Slow() {
      super(LoadingClasses.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> there = findLoadedClass(name);
        return there != null ? there : name.contains("LoadingClasses$Loaded") ? findClass(name) : super.loadClass(name, resolve);
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      found.incrementAndGet();
      int work = 0;
      for (int i = 0; i < 100; i++) {
        work += Work.spin(i);
      }
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] file = in.readAllBytes();
        return defineClass(name, file, 0, file.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name + work, e);
      }
    }
  }

  public interface Answer {
    int answer();
  }

  public static final class LoadedOne implements Answer {
    @Override
    public int answer() {
      return new LoadedTwo().twice(21);
    }
  }

  public static final class LoadedTwo {
    int twice(int n) {
      int x = n;
      for (int i = 0; i < 100_000; i++) {
        x = x * 31 + i;
      }
      return x == 0 ? 0 : n + n;
    }
  }

  static String round() throws Exception {
    Slow loader = new Slow();
    Class<?>[] seen = new Class<?>[3];
    Work.together(3, id -> {
      seen[id] = Class.forName(LoadingClasses.class.getName() + "$LoadedOne", true, loader);
      Check.equal("answer", 42, ((Answer) seen[id].getConstructor().newInstance()).answer());
    });
    Check.holds("one class", seen[0] == seen[1] && seen[1] == seen[2] && seen[0] != LoadedOne.class);
    return loader.found + " found";
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "loaded", () -> round());
  }
}
