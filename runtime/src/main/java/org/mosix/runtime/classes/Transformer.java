package org.mosix.runtime.classes;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.mosix.instrument.AddressUse;
import org.mosix.instrument.Capturable;
import org.mosix.instrument.Instrumenter;
import org.mosix.instrument.MemoryAccess;
import org.mosix.runtime.cache.ClassCache;
import org.objectweb.asm.ClassReader;

/** Instruments classes as they are defined: the program's all, the JDK's by {@link Capturable}. */
public final class Transformer implements ClassFileTransformer {

  /** A change of a class file that keeps the place of every instruction. */
  public interface Rewrite {
    /** Returns the same array if there is nothing to change. */
    byte[] apply(String internalName, byte[] file);

    /** False for classes of the JDK that are not looked at. */
    default boolean concerns(String internalName) {
      return true;
    }

    /** At home. */
    Rewrite NONE = new Rewrite() {
      @Override
      public byte[] apply(String name, byte[] file) {
        return file;
      }

      @Override
      public boolean concerns(String name) {
        return false;
      }
    };
  }

  private final ClassCatalog catalog;
  private final ArrivingClasses arriving;
  private final Rewrite rewrite;
  private final ClassCache cache;
  private final ClassCache programs;
  private final ClassLoader runtime;
  private final Map<String, String> failures = new ConcurrentHashMap<>();
  private volatile boolean translates;
  /** The cache has what was right before. */
  private volatile boolean changedMind;

  /**
   * @param rewrite applied last, to every class: on a guest it redirects system calls; keeps bytecode indexes
   * @param cache of the JDK's classes
   * @param programs of the program's, with polls, before they are rewritten
   */
  public Transformer(ClassCatalog catalog, ArrivingClasses arriving, Rewrite rewrite, ClassCache cache, ClassCache programs) {
    this.catalog = catalog;
    this.arriving = arriving;
    this.rewrite = rewrite;
    this.cache = cache;
    this.programs = programs;
    this.runtime = Transformer.class.getClassLoader();
  }

  /** From the start addresses are not those that memory has here. */
  public void translate() {
    translates = true;
  }

  /**
   * From now on addresses are not, when the process comes back, those that memory has here.
   *
   * @return false if that is so already; else what {@link MemoryAccess#isAccessed} is to be transformed again
   */
  public boolean beginToTranslate() {
    boolean begins = !translates;
    changedMind |= begins;
    translates = true;
    return begins;
  }

  /** Classes that could not be instrumented, with the reason: threads inside them are pinned. */
  public Map<String, String> failures() {
    return failures;
  }

  /** Why addresses cannot be translated; null if they can. */
  public String whyUntranslated() {
    return failures.entrySet().stream().filter(failure -> MemoryAccess.concerns(failure.getKey())).findAny()
        .map(failure -> "addresses of memory cannot be translated in " + failure.getKey() + ": " + failure.getValue()).orElse(null);
  }

  @Override
  public byte[] transform(ClassLoader loader, String given, Class<?> redefined, ProtectionDomain domain, byte[] file) {
    if (loader == runtime) {
      return null;
    }
    String name = given;
    try {
      if (name == null) {
        // Whoever defines a class need not say how it is called.
        name = new ClassReader(file).getClassName();
      }
      if (ClassCatalog.isJdk(loader)) {
        catalog.seen(name);
        // At home these are most, and not worth the look-up.
        if (!rewrite.concerns(name) && !isPolled(name)) {
          return null;
        }
      }
      byte[] result = isCached(loader, name) ? cached(loader, name, file) : changed(loader, name, file);
      if (result != file) {
        return result;
      }
      // The VM keeps the file only of a class that was given another. Without it, it makes one up when the class is retransformed, and
      // leaves out who encloses a local or anonymous class.
      return redefined == null && !ClassCatalog.isJdk(loader) ? file.clone() : null;
    } catch (Throwable e) {
      // Thrown from here it would vanish in the VM; the class stays as it was and is reported.
      failures.put(String.valueOf(name), String.valueOf(e));
      return null;
    }
  }

  private boolean isCached(ClassLoader loader, String name) {
    return (loader == null || loader == ClassLoader.getPlatformClassLoader()) && !(changedMind && MemoryAccess.concerns(name));
  }

  private byte[] cached(ClassLoader loader, String name, byte[] file) {
    byte[] known = cache.find(name, file);
    if (known != null) {
      return known;
    }
    byte[] result = changed(loader, name, file);
    cache.add(name, file, result);
    return result;
  }

  private byte[] changed(ClassLoader loader, String name, byte[] file) {
    byte[] polled = polled(loader, name, file);
    return rewrite.apply(name, polled == null ? file : polled);
  }

  /** True for a class of the JDK, or of the boot loader, that is instrumented. */
  public static boolean isPolled(String name) {
    return Capturable.jdk(name) || Capturable.ours(name) || Capturable.reports(name) || MemoryAccess.concerns(name);
  }

  /** With polls; null if it gets none. */
  private byte[] polled(ClassLoader loader, String name, byte[] file) {
    if (ClassCatalog.isJdk(loader)) {
      if (MemoryAccess.concerns(name)) {
        return translates ? MemoryAccess.translating(file) : MemoryAccess.recording(file);
      }
      return isPolled(name) ? Instrumenter.instrument(file) : null;
    }
    if (name.startsWith("org/mosix/agent/")) {
      return null;
    }
    byte[] polled = arriving.isInstrumented(name) || catalog.isFile(loader, name, file) ? file : ofProgram(name, file);
    catalog.defined(loader, name, polled == null ? file : polled);
    if (AddressUse.in(file)) {
      catalog.usesAddresses(loader, name);
    }
    return polled;
  }

  private byte[] ofProgram(String name, byte[] file) {
    byte[] known = programs.find(name, file);
    if (known != null) {
      return known == file ? null : known;
    }
    byte[] polled = Instrumenter.instrument(file);
    programs.add(name, file, polled == null ? file : polled);
    return polled;
  }
}
