package org.mosix.runtime.classes;

import java.security.ProtectionDomain;
import org.mosix.runtime.jvm.Internals;

/** Defines classes that were instrumented elsewhere: the transformer must not instrument them again. */
public final class ArrivingClasses {

  private final ThreadLocal<String> defining = new ThreadLocal<>();

  /** @param name binary name */
  public Class<?> define(ClassLoader loader, String name, byte[] file, ProtectionDomain domain) {
    defining.set(name.replace('.', '/'));
    try {
      return Internals.UNSAFE.defineClass(name, file, 0, file.length, loader, domain);
    } finally {
      defining.remove();
    }
  }

  /** True if the current thread defines the class of this internal name with polls in it. */
  boolean isInstrumented(String name) {
    return name.equals(defining.get());
  }
}
