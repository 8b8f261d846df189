package org.mosix.runtime.image;

/** What belongs to the JDK, so that it is in every JVM of the same build and is not part of the program. */
final class Jdk {

  private Jdk() {}

  /** True for classes of the boot and platform loaders and of the JDK's own modules; the runtime's boot classes are none. */
  static boolean owns(Class<?> type) {
    if (type.isArray() || type.isPrimitive() || type.isHidden()) {
      return false;
    }
    ClassLoader loader = type.getClassLoader();
    if (loader == null) {
      return !type.getName().startsWith("org.mosix.");
    }
    return loader == ClassLoader.getPlatformClassLoader();
  }
}
