package org.mosix.boot;

import jdk.internal.vm.annotation.ForceInline;

/**
 * The point where a thread can be stopped and captured. Instrumented methods of the program call {@link #poll()} after calls that may lead to
 * capturable code, at loop back-edges and after entering a monitor.
 *
 * <p>An idle poll is an empty method: nothing to compile, nothing to profile, nothing to run. The runtime makes all polls ready at once by
 * redefining this class with {@link #poll()} and {@link #readyPoll()} exchanged; the VM then discards every compiled method that holds a
 * poll, for the compilers have recorded which methods they inlined. From then on it takes a field to arm them.
 */
public final class Poll {

  private Poll() {}

  /** Called by instrumented code. */
  @ForceInline
  public static void poll() {}

  /** What {@link #poll()} is while the process is stopped, and before that where nobody needs it to be free. */
  @ForceInline
  public static void readyPoll() {
    PollState.meet();
  }
}
