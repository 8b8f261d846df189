package org.mosix.runtime.process;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** The arguments of this JVM that a guest must be started with to run its process alike. */
final class JvmArguments {

  private static final String[] NEEDED = {
    "-Xmx", "-Xms", "-Xss", "-XX:", "-ea", "-da", "-esa", "-dsa", "-enableassertions", "--add-", "--enable-", "-Xverify", "-Xint", "-Xcomp"
  };
  /** About this JVM's own files, or of no use elsewhere. */
  private static final String[] OWN = {"-XX:ErrorFile", "-XX:HeapDumpPath", "-XX:SharedArchiveFile", "-XX:Flags", "-XX:OnError", "-XX:+HeapDump"};

  private JvmArguments() {}

  static List<String> ofThisJvm() {
    List<String> result = new ArrayList<>();
    for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (startsWith(argument, NEEDED) && !startsWith(argument, OWN)) {
        result.add(argument);
      }
    }
    return result;
  }

  private static boolean startsWith(String argument, String[] prefixes) {
    for (String prefix : prefixes) {
      if (argument.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
