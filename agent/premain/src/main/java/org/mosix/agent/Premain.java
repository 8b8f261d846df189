package org.mosix.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.function.Consumer;

/** Entry of the agent. Does as little as possible here: this class is visible to the program. */
public final class Premain {

  /** Of the runtime: a {@code Consumer} of what {@link #premain} got, and of the agent's file. */
  static Class<?> entry;

  private Premain() {}

  @SuppressWarnings("unchecked")
  public static void premain(String arguments, Instrumentation instrumentation) throws Exception {
    File jar = new File(Premain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    entry = new IsolatedLoader(jar).loadClass("org.mosix.runtime.Entry");
    try {
      ((Consumer<Object[]>) entry.getConstructor().newInstance()).accept(new Object[] {arguments, instrumentation, jar});
    } catch (IllegalArgumentException e) {
      System.err.println("mosix: " + e.getMessage());
      System.exit(2);
    }
  }
}
