package org.mosix.runtime.jvm;

import java.io.File;
import java.io.IOException;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Loads and initialises the classes a poll may need. Loading one inside a poll would pass polls of the JDK's class loading again, and
 * a class that a stopped thread began to load is locked for all others.
 */
public final class Preload {

  private static final String HIDDEN = "inst/";
  private static final String SUFFIX = ".classdata";
  private static final String[] PREFIXES = {
    "inst/org/mosix/runtime/capture/",
    "inst/org/mosix/runtime/resume/",
    "inst/org/mosix/runtime/classes/",
    "inst/org/mosix/runtime/jvm/",
    "inst/org/mosix/instrument/",
    "inst/org/objectweb/asm/"
  };

  private static boolean done;

  private Preload() {}

  /** Once per JVM; later calls return at once. */
  public static synchronized void from(File jar) throws IOException, ClassNotFoundException {
    if (done) {
      return;
    }
    ClassLoader loader = Preload.class.getClassLoader();
    try (ZipFile zip = new ZipFile(jar)) {
      for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
        String name = entries.nextElement().getName();
        if (name.endsWith(SUFFIX) && matches(name)) {
          String type = name.substring(HIDDEN.length(), name.length() - SUFFIX.length()).replace('/', '.');
          Class.forName(type, true, loader);
        }
      }
    }
    done = true;
  }

  private static boolean matches(String name) {
    for (String prefix : PREFIXES) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
