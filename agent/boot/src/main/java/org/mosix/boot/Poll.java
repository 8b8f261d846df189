package org.mosix.boot;

import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.ForceInline;

/**
 * The point where a thread can be stopped and captured. Instrumented methods of the program call {@link #poll()} after calls that may lead to
 * capturable code, at loop back-edges and after entering a monitor.
 *
 * <p>An idle poll is an empty method: nothing to compile, nothing to profile, nothing to run. The runtime arms all polls at once by
 * redefining this class with {@link #poll()} and {@link #armedPoll()} exchanged; the VM then discards every compiled method that holds a
 * poll, for the compilers have recorded which methods they inlined.
 */
public final class Poll {

  private static volatile boolean armed;

  private Poll() {}

  /** Called by instrumented code. */
  @ForceInline
  public static void poll() {}

  /** What {@link #poll()} is while armed. */
  @ForceInline
  public static void armedPoll() {
    boolean again = reached();
    while (again) {
      again = reached();
    }
  }

  /** True if the poll is to be met once more. */
  @DontInline
  static boolean reached() {
    Hooks hooks = Hooks.installed;
    return hooks != null && hooks.poll();
  }

  /** True while a stop is under way. */
  public static boolean isArmed() {
    return armed;
  }

  /** Called before the polls are armed, and before they are made idle again. */
  public static void setArmed(boolean arming) {
    armed = arming;
  }
}
