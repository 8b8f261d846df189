package org.mosix.runtime.jvm;

import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.mosix.boot.Poll;

/** Makes the JDK's internals accessible to the runtime; apart from {@link Internals}, which can only be initialised afterwards. */
public final class OpenJdk {

  private OpenJdk() {}

  /** Opens all packages of {@code java.base} to the runtime's and the boot classes' unnamed modules. */
  public static void to(ClassLoader runtime, Instrumentation instrumentation) {
    Module base = Object.class.getModule();
    Set<Module> to = Set.of(runtime.getUnnamedModule(), Poll.class.getModule());
    Map<String, Set<Module>> packages = new HashMap<>();
    for (String name : base.getPackages()) {
      packages.put(name, to);
    }
    instrumentation.redefineModule(base, Set.of(), packages, packages, Set.of(), Map.of());
  }
}
