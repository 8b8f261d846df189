package org.mosix.instrument;

/**
 * Methods of {@code sun.nio.ch} that have an address of native memory among their values. It means nothing in another JVM, so they get
 * no polls: a thread is not captured in them.
 */
final class RawAddresses {

  private RawAddresses() {}

  static boolean concerns(String type) {
    return type.startsWith("sun/nio/ch/");
  }

  /** True if a call gives an address. */
  static boolean isGivenBy(String name, String descriptor) {
    return name.equals("address") && descriptor.equals("()J")
        || name.equals("getEvent") && descriptor.equals("(JI)J")
        || name.equals("allocatePollArray");
  }
}
