package org.mosix.runtime.process;

import java.lang.module.ModuleFinder;
import java.util.ArrayList;
import java.util.List;
import jdk.internal.misc.VM;

/** The arguments of this JVM that a guest must be started with to run its process alike. */
final class JvmArguments {

  private static final String[] NEEDED = {
    "-Xmx", "-Xms", "-Xss", "-XX:", "-ea", "-da", "-esa", "-dsa", "-enableassertions", "--add-", "--enable-", "-Xverify", "-Xint", "-Xcomp",
    "-Dfile.encoding="
  };
  private static final String ADD_MODULES = "--add-modules=";

  /** About this JVM's own files, or of no use elsewhere. */
  private static final String[] OWN = {"-XX:ErrorFile", "-XX:HeapDumpPath", "-XX:SharedArchiveFile", "-XX:Flags", "-XX:OnError", "-XX:+HeapDump"};

  private JvmArguments() {}

  static List<String> ofThisJvm() {
    List<String> result = new ArrayList<>();
    // The bean that tells the same is made by a hundred classes.
    for (String argument : VM.getRuntimeArguments()) {
      if (argument.startsWith(ADD_MODULES)) {
        addModules(argument.substring(ADD_MODULES.length()), result);
      } else if (startsWith(argument, NEEDED) && !startsWith(argument, OWN)) {
        result.add(argument);
      }
    }
    return result;
  }

  /** Those of the program come with it: a guest has no module path to find them on. */
  private static void addModules(String names, List<String> to) {
    List<String> ofJdk = new ArrayList<>();
    for (String name : names.split(",")) {
      if (name.startsWith("ALL-") && !name.equals("ALL-MODULE-PATH") || ModuleFinder.ofSystem().find(name).isPresent()) {
        ofJdk.add(name);
      }
    }
    if (!ofJdk.isEmpty()) {
      to.add(ADD_MODULES + String.join(",", ofJdk));
    }
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
