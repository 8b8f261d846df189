package org.mosix.torture.programs;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Loaders that pass on to their parents what is the JDK's and nothing else, as those of OSGi and of build tools: by either method, and by one of their own. */
public final class SecludedLoaders {

  private abstract static class Secluded extends ClassLoader {
    private final byte[] file;

    Secluded(byte[] file) {
      super(SecludedLoaders.class.getClassLoader());
      this.file = file;
    }

    final Class<?> find(String name) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        if (known != null) {
          return known;
        }
        if (name.startsWith("java.")) {
          return getParent().loadClass(name);
        }
        if (name.equals(SecludedWorker.class.getName())) {
          return defineClass(name, file, 0, file.length);
        }
        throw new ClassNotFoundException(name);
      }
    }
  }

  private static final class Linking extends Secluded {
    Linking(byte[] file) {
      super(file);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      return find(name);
    }
  }

  private static final class Finding extends Secluded {
    Finding(byte[] file) {
      super(file);
    }

    @Override
    public Class<?> loadClass(String name) throws ClassNotFoundException {
      return find(name);
    }
  }

  /** Has no parent at all, and one class. */
  private static final class Orphan extends ClassLoader {
    private final byte[] file;

    Orphan(byte[] file) {
      super(null);
      this.file = file;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.equals(SecludedWorker.class.getName())) {
        return defineClass(name, file, 0, file.length);
      }
      throw new ClassNotFoundException(name);
    }
  }

  private static byte[] file() throws IOException {
    try (InputStream in = SecludedLoaders.class.getResourceAsStream("SecludedWorker.class")) {
      return in.readAllBytes();
    }
  }

  public static void main(String[] args) throws IOException, ReflectiveOperationException {
    Rounds rounds = Rounds.of(args);
    List<IntUnaryOperator> workers = new ArrayList<>();
    for (ClassLoader loader : new ClassLoader[] {new Linking(file()), new Finding(file()), new Orphan(file())}) {
      Class<?> type = Class.forName(SecludedWorker.class.getName(), true, loader);
      Check.holds("a class of its loader", type.getClassLoader() == loader && type != SecludedWorker.class);
      workers.add((IntUnaryOperator) type.getConstructor().newInstance());
    }
    int round = 0;
    IntUnaryOperator own = new SecludedWorker();
    while (rounds.more()) {
      int expected = own.applyAsInt(round);
      for (IntUnaryOperator worker : workers) {
        Check.equal("result of " + worker.getClass().getClassLoader().getClass(), expected, worker.applyAsInt(round));
        Check.equal("calls", own.toString(), worker.toString());
      }
      round++;
      Check.holds("no others are found", isUnknown(workers));
    }
    Check.ok();
  }

  private static boolean isUnknown(List<IntUnaryOperator> workers) {
    for (IntUnaryOperator worker : workers) {
      try {
        worker.getClass().getClassLoader().loadClass(SecludedLoaders.class.getName());
        return false;
      } catch (ClassNotFoundException e) {
        continue;
      }
    }
    return true;
  }
}
