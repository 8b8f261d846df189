package org.mosix.runtime.cache;

import jdk.internal.misc.VM;

/** Whether the JDK's classes are in this JVM as they are in its image. */
final class PristineJdk {

  /** Options that put other classes in their place, or let others change them. */
  private static final String[] CHANGING = {"--patch-module", "--upgrade-module-path", "-Xbootclasspath", "-agent"};

  private static final String AGENT = "-javaagent";

  private PristineJdk() {}

  /** True if nobody but this agent changes classes of the JDK. */
  static boolean isSure() {
    return isSure(VM.getRuntimeArguments());
  }

  static boolean isSure(String[] arguments) {
    int agents = 0;
    for (String argument : arguments) {
      if (argument.startsWith(AGENT)) {
        agents++;
      }
      for (String changing : CHANGING) {
        if (argument.startsWith(changing)) {
          return false;
        }
      }
    }
    return agents <= 1;
  }
}
