package org.mosix.runtime.image;

import jdk.internal.misc.VM;

/** Which garbage collector runs: the concurrent ones are only ever chosen on the command line. */
final class Collector {

  /** Objects may move while threads run, or the choice is hidden in a flags file: addresses mean nothing. */
  static final boolean CONCURRENT = concurrent(VM.getRuntimeArguments());

  private Collector() {}

  static boolean concurrent(String[] arguments) {
    if (arguments == null) {
      return true;
    }
    boolean found = false;
    for (String argument : arguments) {
      found |= argument.equals("-XX:+UseZGC") || argument.equals("-XX:+UseShenandoahGC") || argument.startsWith("-XX:Flags=")
          || argument.startsWith("-XX:VMOptionsFile=");
    }
    return found;
  }
}
