package org.mosix.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.util.jar.JarFile;

/** Entry of the agent. Does as little as possible here: this class is visible to the program. */
public final class Premain {

  /** Loads everything else; a guest's main class asks it for its part. */
  static ClassLoader runtime;

  private Premain() {}

  public static void premain(String arguments, Instrumentation instrumentation) throws Exception {
    File jar = new File(Premain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(jar));
    runtime = new IsolatedLoader(jar);
    try {
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
