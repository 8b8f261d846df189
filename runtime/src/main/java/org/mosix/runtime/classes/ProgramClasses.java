package org.mosix.runtime.classes;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.mosix.instrument.MemoryAccess;
import org.mosix.runtime.jvm.Internals;

/** The classes of the program among all that this JVM has loaded. */
public final class ProgramClasses {

  /** So many class loaders are sent as they are. */
  private static final int FEW_LOADERS = 64;

  private final Instrumentation instrumentation;
  private final ClassLoader runtime = ProgramClasses.class.getClassLoader();
  private int mostLoaders = FEW_LOADERS;

  public ProgramClasses(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** Every loaded class, the JDK's included. */
  public Class<?>[] all() {
    return instrumentation.getAllLoadedClasses();
  }

  /** Classes and interfaces that the program's loaders define; no hidden, array or proxy classes. */
  public List<Class<?>> loaded() {
    return ofProgram(all());
  }

  /** The same among {@code all} classes. */
  public List<Class<?>> ofProgram(Class<?>[] all) {
    List<Class<?>> result = new ArrayList<>();
    for (Class<?> type : all) {
      ClassLoader loader = type.getClassLoader();
      if (!ClassCatalog.isJdk(loader)
          && loader != runtime
          && !type.isArray()
          && !type.isHidden()
          && !type.getName().startsWith("org.mosix.agent.")
          && !isProxy(type)) {
        result.add(type);
      }
    }
    return result;
  }

  /** The program's loaders of {@code all} proxy classes: some define nothing else. */
  public Set<ClassLoader> ofProxies(Class<?>[] all) {
    Set<ClassLoader> result = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Class<?> type : all) {
      if (isProxy(type) && !ClassCatalog.isJdk(type.getClassLoader()) && type.getClassLoader() != runtime) {
        result.add(type.getClassLoader());
      }
    }
    return result;
  }

  /** The JDK's classes that are others where addresses are not those that memory has, if they are loaded. */
  public List<Class<?>> accessingMemory() {
    List<Class<?>> result = new ArrayList<>();
    for (Class<?> type : all()) {
      if (type.getClassLoader() == null && MemoryAccess.isAccessed(type.getName().replace('.', '/'))) {
        result.add(type);
      }
    }
    return result;
  }

  /**
   * Has classes unloaded that the program does not use any more, if there may be many: programs that make a loader for each script leave
   * thousands to the collector, which is in no hurry.
   */
  public synchronized void unload() {
    if (loaders() > mostLoaders) {
      System.gc();
      mostLoaders = Math.max(FEW_LOADERS, 2 * loaders());
    }
  }

  private int loaders() {
    Set<ClassLoader> loaders = Collections.newSetFromMap(new IdentityHashMap<>());
    loaded().forEach(type -> loaders.add(type.getClassLoader()));
    return loaders.size();
  }

  /** {@code Proxy.isProxyClass} says no until the class is ready, and other threads may be making one. */
  private static boolean isProxy(Class<?> type) {
    return type.getSuperclass() == Proxy.class && type.getSimpleName().startsWith("$Proxy");
  }

  /** Those of {@code classes} whose static initialiser has run. */
  public static List<Class<?>> initialised(List<Class<?>> classes) {
    List<Class<?>> result = new ArrayList<>();
    for (Class<?> type : classes) {
      if (!Internals.UNSAFE.shouldBeInitialized(type)) {
        result.add(type);
      }
    }
    return result;
  }

  /** Those of {@code classes}, in a stopped process, whose static initialiser has failed. */
  public static List<Class<?>> failed(List<Class<?>> classes, AdoptedClasses adopted) {
    List<Class<?>> result = new ArrayList<>();
    for (Class<?> type : classes) {
      if (adopted.hasBegun(type) && Internals.UNSAFE.shouldBeInitialized(type)) {
        result.add(type);
      }
    }
    return result;
  }

  public Instrumentation instrumentation() {
    return instrumentation;
  }
}
