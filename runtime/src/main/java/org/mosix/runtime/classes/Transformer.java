package org.mosix.runtime.classes;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.mosix.instrument.Capturable;
import org.mosix.instrument.Instrumenter;

/** Instruments classes as they are defined: the program's all, the JDK's by {@link Capturable}. */
public final class Transformer implements ClassFileTransformer {

  private final ClassCatalog catalog;
  private final ClassLoader runtime;
  private final Map<String, String> failures = new ConcurrentHashMap<>();

  public Transformer(ClassCatalog catalog) {
    this.catalog = catalog;
    this.runtime = Transformer.class.getClassLoader();
  }

  /** Classes that could not be instrumented, with the reason: threads inside them are pinned. */
  public Map<String, String> failures() {
    return failures;
  }

  @Override
  public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] file) {
    if (name == null || loader == runtime) {
      return null;
    }
    try {
      if (ClassCatalog.isJdk(loader)) {
        return Capturable.jdk(name) || Capturable.ours(name) ? Instrumenter.instrument(file) : null;
      }
      if (name.startsWith("org/mosix/agent/")) {
        return null;
      }
      byte[] instrumented = Instrumenter.instrument(file);
      catalog.defined(loader, name, instrumented == null ? file : instrumented);
      return instrumented;
    } catch (Throwable e) {
      // Thrown from here it would vanish in the VM; the class stays as it was and is reported.
      if (Boolean.getBoolean("mosix.debug")) e.printStackTrace();
      failures.put(name, String.valueOf(e));
      return null;
    }
  }
}
