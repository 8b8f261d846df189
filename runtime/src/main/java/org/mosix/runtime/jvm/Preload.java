package org.mosix.runtime.jvm;

import java.io.IOException;

/**
 * Loads and initialises the classes a poll may need. Loading one inside a poll would pass polls of the JDK's class loading again, and
 * a class that a stopped thread began to load is locked for all others.
 */
public final class Preload {

  private static boolean done;

  private Preload() {}

  /** Once per JVM; later calls return at once. */
  public static synchronized void all() throws IOException, ClassNotFoundException {
    if (done) {
      return;
    }
    ClassLoader loader = Preload.class.getClassLoader();
    for (String name : HiddenFiles.list("preload")) {
      Class.forName(name.replace('/', '.'), true, loader);
    }
    done = true;
  }
}
