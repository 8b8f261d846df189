package org.mosix.boot;

import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.ForceInline;

/**
 * Whether the polls are armed, and what they do then. Not in {@link Poll} itself: redefining that discards all code that has any of its
 * methods compiled in, and the JDK's code asks here.
 */
public final class PollState {

  private static volatile boolean armed;

  private PollState() {}

  /** True while a stop is under way. */
  public static boolean isArmed() {
    return armed;
  }

  /** Called before the polls are armed, and before they are made idle again. */
  public static void setArmed(boolean arming) {
    armed = arming;
  }

  /** What a poll that is ready does. */
  @ForceInline
  static void meet() {
    if (armed) {
      boolean again = reached();
      while (again) {
        again = reached();
      }
    }
  }

  /** True if the poll is to be met once more. */
  @DontInline
  private static boolean reached() {
    Hooks hooks = Hooks.installed;
    return hooks != null && hooks.poll();
  }
}
