package org.mosix.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;

/** Entry of the agent. Does as little as possible here: this class is visible to the program. */
public final class Premain {

  /** Loads everything else; a guest's main class asks it for its part. */
  static ClassLoader runtime;

  private Premain() {}

  public static void premain(String arguments, Instrumentation instrumentation) throws Exception {
    File jar = new File(Premain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    runtime = new IsolatedLoader(jar);
    try {
      // Before any class that refers to what it defines is so much as verified.
      runtime
          .loadClass("org.mosix.runtime.jvm.BootClasses")
          .getMethod("define", File.class, Instrumentation.class, ClassLoader.class)
          .invoke(null, jar, instrumentation, runtime);
      runtime
          .loadClass("org.mosix.runtime.Startup")
          .getMethod("premain", String.class, Instrumentation.class, File.class)
          .invoke(null, arguments, instrumentation, jar);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException usage) {
        System.err.println("mosix: " + usage.getMessage());
        System.exit(2);
      }
      throw e;
    }
  }
}
