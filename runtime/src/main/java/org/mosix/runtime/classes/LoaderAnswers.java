package org.mosix.runtime.classes;

import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.Map;
import org.mosix.boot.Calls;
import org.mosix.runtime.jvm.Internals;

/**
 * What class loaders of an arriving process answered where it comes from, for the time until they have their fields: the VM asks them for
 * superclasses and for what the verifier wants to know, and their own code could only fail, or load what it had loaded elsewhere again.
 */
public final class LoaderAnswers {

  private static final MethodHandle FIND_LOADED = Internals.method(ClassLoader.class, "findLoadedClass0", String.class);

  private final LoaderTable loaders;
  /** By number of the asked loader: number of the loader that defined the class of that name. */
  private final Map<Integer, Map<String, Integer>> definers = new HashMap<>();

  public LoaderAnswers(LoaderTable loaders) {
    this.loaders = loaders;
  }

  /** From now on loaders are not asked themselves. */
  public void begin() {
    Calls.setArriving(true);
  }

  /** They have their fields, or will not get them. */
  public void end() {
    Calls.setArriving(false);
  }

  /** The loader of number {@code asked} had found the class of this binary name, defined by {@code definer}. */
  public synchronized void add(int asked, String name, int definer) {
    definers.computeIfAbsent(asked, id -> new HashMap<>()).put(name, definer);
  }

  /** The class that {@code loader} had found; what it had never been asked for is looked for in its parent, as far as that is known here. */
  public Class<?> load(ClassLoader loader, String name) throws ClassNotFoundException {
    Class<?> own = loaded(loader, name);
    if (own != null) {
      return own;
    }
    int definer = definer(loader, name);
    return Class.forName(name, false, definer < 0 ? loader.getParent() : loaders.loader(definer));
  }

  private synchronized int definer(ClassLoader loader, String name) {
    Map<String, Integer> known = definers.get(loaders.idOf(loader));
    return known == null ? -1 : known.getOrDefault(name, -1);
  }

  /** The class that {@code loader} has defined, or was found to load, under this binary name; null if there is none. */
  public static Class<?> loaded(ClassLoader loader, String name) {
    try {
      return (Class<?>) FIND_LOADED.invokeExact(loader, name);
    } catch (Throwable e) {
      throw new IllegalStateException("the classes of " + loader.getClass().getName() + " cannot be looked up", e);
    }
  }
}
