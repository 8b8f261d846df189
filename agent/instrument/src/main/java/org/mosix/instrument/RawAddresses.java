package org.mosix.instrument;

/**
 * Methods of {@code sun.nio.ch} that have an address of native memory among their values. It means nothing in another JVM, so they get
 * no polls: a thread is not captured in them, but for one place where they call the program back.
 */
final class RawAddresses {

  private RawAddresses() {}

  static boolean concerns(String type) {
    return type.startsWith("sun/nio/ch/");
  }

  /** True for the call of a selector that hands a key to the program, when the event at the address has been looked at. */
  static boolean isSafeCallback(String name) {
    return name.equals("processReadyEvents");
  }

  /** True if a call gives an address. */
  static boolean isGivenBy(String name, String descriptor) {
    return name.equals("address") && descriptor.equals("()J")
        || name.equals("getEvent") && descriptor.equals("(JI)J")
        || name.equals("allocatePollArray");
  }
}
