package org.mosix.runtime.jvm;

import java.io.File;
import java.io.IOException;

/**
 * Loads and initialises the classes a poll may need. Loading one inside a poll would pass polls of the JDK's class loading again, and
 * a class that a stopped thread began to load is locked for all others.
 */
public final class Preload {

  private static boolean done;

  private Preload() {}

  /** Once per JVM; later calls return at once. */
  public static synchronized void from(File jar) throws IOException, ClassNotFoundException {
    if (done) {
      return;
    }
    ClassLoader loader = Preload.class.getClassLoader();
    try (HiddenFiles hidden = new HiddenFiles(jar)) {
      for (String name : hidden.list("preload")) {
        Class.forName(name.replace('/', '.'), true, loader);
      }
    }
    done = true;
  }
}
