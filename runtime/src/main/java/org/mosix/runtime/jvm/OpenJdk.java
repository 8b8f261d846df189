package org.mosix.runtime.jvm;

import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import jdk.internal.access.JavaLangAccess;
import jdk.internal.access.SharedSecrets;

/**
 * Makes the packages of the JDK accessible that the runtime and the boot classes name in their code, and those that Netty asks for to
 * manage direct buffers, or has in its copy of {@code sun.misc.Unsafe}. What else they need is reached by {@link Internals}: opening all packages takes milliseconds of each start.
 */
final class OpenJdk {

  private static final Module BASE = Object.class.getModule();
  private static final String[] PACKAGES = {"java.nio", "jdk.internal.access", "jdk.internal.misc", "jdk.internal.reflect", "sun.nio.ch"};

  private OpenJdk() {}

  /** For the runtime. */
  static void to(Module runtime, Instrumentation instrumentation) {
    Map<String, Set<Module>> opens = new HashMap<>();
    for (String name : PACKAGES) {
      opens.put(name, Set.of(runtime));
    }
    instrumentation.redefineModule(BASE, Set.of(), opens, opens, Set.of(), Map.of());
  }

  /** For classes of the boot loader, once the runtime may do so itself. */
  static void toBootClasses(Module boot) {
    JavaLangAccess access = SharedSecrets.getJavaLangAccess();
    for (String name : PACKAGES) {
      access.addExports(BASE, name, boot);
    }
  }
}
