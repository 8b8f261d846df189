package org.mosix.runtime;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;
import org.mosix.boot.RuntimeThread;
import org.mosix.runtime.cache.ClassCache;
import org.mosix.runtime.classes.ClassCatalog;
import org.mosix.runtime.classes.Transformer;
import org.mosix.runtime.image.SetOrder;
import org.mosix.runtime.jvm.Awaited;
import org.mosix.runtime.resume.ResumeClasses;

/**
 * Instruments the classes of the JDK that the transformer was not shown: those that the JVM had loaded before, a good part of what its start
 * takes, and those that the transformer's own work loads, at any time.
 */
public final class LoadedClasses implements ResumeClasses.Overlooked {

  private final Instrumentation instrumentation;
  private final Transformer.Rewrite rewrite;
  private final ClassCache cache;
  private final ClassCatalog catalog;
  /** Null when all is instrumented: it would keep classes of the program. */
  private Class<?>[] before = {};

  /** @param rewrite as the transformer's: a guest redirects the natives of every class, the program's home none */
  LoadedClasses(Instrumentation instrumentation, Transformer.Rewrite rewrite, ClassCache cache, ClassCatalog catalog) {
    this.instrumentation = instrumentation;
    this.rewrite = rewrite;
    this.cache = cache;
    this.catalog = catalog;
  }

  /**
   * Returns when all are instrumented. The VM parses new versions in the thread that asks for them: two are faster than one.
   *
   * @param next what the second thread does afterwards
   */
  void instrument(Runnable next) throws UnmodifiableClassException {
    List<Class<?>> types = find();
    Second second = new Second(everyOther(0, types), next);
    new RuntimeThread(second, "mosix-control").start();
    retransform(everyOther(1, types));
    second.await();
    // What that loaded on the way: the VM does not show a transformer the classes that are loaded while it transforms another.
    retransform(find());
    before = null;
  }

  @Override
  public void instrument(Class<?> type) {
    if (isToBeChanged(type)) {
      try {
        retransform(List.of(type));
      } catch (UnmodifiableClassException e) {
        throw new IllegalStateException("only those are chosen that can be modified", e);
      }
    }
  }

  /** Instruments all that were. It takes milliseconds. */
  void instrumentOverlooked() throws UnmodifiableClassException {
    List<Class<?>> types = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (isToBeChanged(type)) {
        types.add(type);
      }
    }
    retransform(types);
  }

  /**
   * Those that were not there before. The VM lists classes in one order: those that are left out of it, to reach the next one that was there,
   * are new. In another order some would be looked at again.
   */
  private List<Class<?>> find() {
    List<Class<?>> found = new ArrayList<>();
    Class<?>[] all = instrumentation.getAllLoadedClasses();
    int known = 0;
    for (Class<?> type : all) {
      if (known < before.length && type == before[known]) {
        known++;
      } else if (isToBeChanged(type)) {
        found.add(type);
      }
    }
    before = all;
    return found;
  }

  /** False for a class that need not be changed, too, which is remembered: the cache does not know it for ever. */
  private boolean isToBeChanged(Class<?> type) {
    if (!ClassCatalog.isJdk(type.getClassLoader())) {
      return false;
    }
    String name = type.getName().replace('.', '/');
    if (!(rewrite.concerns(name) || Transformer.isPolled(name)) || catalog.wasSeen(name) || type.isHidden() || type.isArray()) {
      return false;
    }
    if (cache.isUnchanged(name) && !SetOrder.concerns(name)) {
      catalog.seen(name);
      return false;
    }
    return instrumentation.isModifiableClass(type);
  }

  private static List<Class<?>> everyOther(int from, List<Class<?>> types) {
    List<Class<?>> some = new ArrayList<>();
    for (int i = from; i < types.size(); i += 2) {
      some.add(types.get(i));
    }
    return some;
  }

  private void retransform(List<Class<?>> types) throws UnmodifiableClassException {
    if (!types.isEmpty()) {
      instrumentation.retransformClasses(types.toArray(new Class<?>[0]));
    }
  }

  /** The second thread's part. Not a lambda: those take milliseconds of a JVM that has just started. */
  private final class Second implements Runnable {
    private final List<Class<?>> types;
    private final Runnable next;
    private final Awaited<Void> done = new Awaited<>();

    private Second(List<Class<?>> types, Runnable next) {
      this.types = types;
      this.next = next;
    }

    @Override
    public void run() {
      Throwable thrown = null;
      try {
        retransform(types);
      } catch (Throwable e) {
        thrown = e;
      }
      done.complete(null, thrown);
      if (thrown == null) {
        next.run();
      }
    }

    /** @throws IllegalStateException if this thread has failed */
    private void await() {
      done.await();
      if (done.failure() != null) {
        throw new IllegalStateException("classes of the JDK cannot be instrumented", done.failure());
      }
    }
  }
}
