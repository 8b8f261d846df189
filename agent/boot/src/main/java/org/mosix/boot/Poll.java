package org.mosix.boot;

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

  private Poll() {}

  /** Called by instrumented code. */
  @ForceInline
  public static void poll() {}

  /** What {@link #poll()} is while armed. */
  @ForceInline
  public static void armedPoll() {
    boolean again = PollState.reached();
    while (again) {
      again = PollState.reached();
    }
  }
}
