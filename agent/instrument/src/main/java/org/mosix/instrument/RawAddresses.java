package org.mosix.instrument;

import java.util.Map;
import java.util.Set;

/**
 * Methods of the JDK's channels and watch services that have an address of native memory among their values, or the state of which is
 * half native and half in the heap for a moment. An address means nothing in another JVM, so these methods get no polls: a thread is not
 * captured in them, but for the places where they wait or call back, and where no address counts.
 */
final class RawAddresses {

  /** The call of a selector that hands a key to the program, when the event at the address has been looked at. */
  private static final Set<String> CALLBACKS = Set.of("processReadyEvents");

  /** By class and method: the calls behind which a thread can be captured. What they read, and their monitors, do not show it. */
  private static final Map<String, Set<String>> NAMED = Map.of(
      // Locks, reads and writes; they call back when they are done.
      "sun/nio/ch/SimpleAsynchronousFileChannelImpl$1.run", Set.of("invokeUnchecked"),
      "sun/nio/ch/SimpleAsynchronousFileChannelImpl$2.run", Set.of("invokeUnchecked"),
      "sun/nio/ch/SimpleAsynchronousFileChannelImpl$3.run", Set.of("invokeUnchecked"),
      "sun/nio/ch/EPollPort$EventHandlerTask.poll", Set.of("select", "lock", "unlock", "offer"),
      "sun/nio/fs/LinuxWatchService$Poller.run", Set.of("awaitEvents", "processEvent"),
      // Whoever waits for the poller must not hold what the poller needs: it cannot be captured while it works on a request.
      "sun/nio/fs/AbstractPoller.invoke", Set.of("awaitResult"),
      "sun/nio/fs/AbstractPoller.processRequests", Set.of());

  private RawAddresses() {}

  static boolean concerns(String type) {
    return type.startsWith("sun/nio/");
  }

  /** True for a method that is one of them whatever it calls. */
  static boolean isNamed(String type, String method) {
    return NAMED.containsKey(type + '.' + method);
  }

  /** True for a named method in which a thread can be captured somewhere. */
  static boolean isCaptured(String type, String method) {
    return !NAMED.get(type + '.' + method).isEmpty();
  }

  /** True if a thread can be captured behind this call of one of the methods. */
  static boolean isSafe(String type, String method, String called) {
    return NAMED.getOrDefault(type + '.' + method, CALLBACKS).contains(called);
  }

  /** True for a call that hands something to the program, wherever it is. */
  static boolean isCallback(String called) {
    return CALLBACKS.contains(called);
  }

  /** True if a call gives an address. */
  static boolean isGivenBy(String name, String descriptor) {
    return name.equals("address") && descriptor.equals("()J")
        || name.equals("getEvent") && descriptor.equals("(JI)J")
        || name.equals("allocatePollArray");
  }
}
