package org.mosix.runtime.cache;

import java.io.File;

/** What instrumented classes depend on besides their class files: the very JDK, the very agent, and the role of the JVM. */
final class Identity {

  private Identity() {}

  /** Of this JVM; null if its JDK is not one whose change would be noticed. */
  static String current(File jar, String role) {
    return of(new File(System.getProperty("java.home")), version(), jar, role);
  }

  private static String version() {
    return System.getProperty("java.vm.name") + ' ' + System.getProperty("java.vm.version") + ' ' + System.getProperty("os.arch");
  }

  static String of(File javaHome, String version, File jar, String role) {
    File modules = new File(javaHome, "lib/modules");
    if (!modules.isFile()) {
      return null;
    }
    return role + '\n' + version + '\n' + stamp(modules) + '\n' + stamp(jar.getAbsoluteFile());
  }

  private static String stamp(File file) {
    return file.getPath() + ' ' + file.length() + ' ' + file.lastModified();
  }
}
