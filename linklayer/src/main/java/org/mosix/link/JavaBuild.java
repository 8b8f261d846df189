package org.mosix.link;

/** What two JVMs must have in common for a process to move between them: the very same build of the virtual machine and its classes. */
public final class JavaBuild {

  /** Found at once: a program may change its properties. */
  private static final String CURRENT =
      System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version") + " " + System.getProperty("os.arch");

  private JavaBuild() {}

  /** For instance {@code OpenJDK 64-Bit Server VM 17.0.15+6-Debian-1 amd64}. */
  public static String current() {
    return CURRENT;
  }
}
