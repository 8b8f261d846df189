package org.mosix.torture;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** Where things are: the distribution, and the jars that the programs under test need. */
public final class Distribution {

  /** Tests that run from a build directory name the distribution by this property. */
  private static final String PROPERTY = "mosix.dist";

  private static final String PROGRAM = "org.mosix.torture.programs.Fib";

  /** One class of each library that a program under test uses. */
  private static final String[] NEEDED = {PROGRAM, "org.sat4j.specs.ISolver", "org.h2.Driver",
      "org.apache.commons.math3.util.FastMath", "net.bytebuddy.ByteBuddy"};

  private Distribution() {}

  /** The directory with {@code mosix.jar}, {@code bin} and {@code lib}. */
  public static Path directory() {
    String property = System.getProperty(PROPERTY);
    return property == null ? codeOf("org.mosix.torture.Distribution").getParent().getParent() : Path.of(property).toAbsolutePath().normalize();
  }

  /** The class path of the programs under test, without what only we need. */
  public static String classPath() {
    Set<String> entries = new LinkedHashSet<>();
    for (String type : NEEDED) {
      entries.add(codeOf(type).toString());
    }
    return String.join(System.getProperty("path.separator"), entries);
  }

  /** The jar file, or directory, of the programs under test. */
  static Path programs() {
    return codeOf(PROGRAM);
  }

  private static Path codeOf(String type) {
    try {
      URL location = Class.forName(type, false, Distribution.class.getClassLoader()).getProtectionDomain().getCodeSource().getLocation();
      return Path.of(location.toURI());
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IllegalStateException("no " + type + " on the class path (expected: all jars of the distribution)", e);
    }
  }
}
