package org.mosix.boot;

import jdk.internal.vm.annotation.ForceInline;

/**
 * The poll of the JDK's instrumented classes: as {@link Poll}, but always made ready well before it is armed. The runtime itself runs on
 * these classes. Were their compiled code discarded at the moment a process is stopped, all that is done while it is frozen would be
 * interpreted. So their polls are made ready when a move is being prepared, and their code is compiled again before the stop.
 */
public final class JdkPoll {

  private JdkPoll() {}

  /** Called by instrumented code. */
  @ForceInline
  public static void poll() {}

  /** What {@link #poll()} is while moves are prepared. */
  @ForceInline
  public static void readyPoll() {
    PollState.meet();
  }
}
