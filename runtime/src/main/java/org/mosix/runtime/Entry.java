package org.mosix.runtime;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.function.Consumer;
import org.mosix.runtime.jvm.BootClasses;

/**
 * What the agent's classes, which the program sees, know of the runtime, which they do not. They call it as an interface of the JDK, for a
 * reflective call costs milliseconds of a start: JDKs from 18 on spin classes for each kind of arguments.
 */
public final class Entry implements Consumer<Object[]> {

  /**
   * Builds the runtime, before the program's main class is loaded.
   *
   * @param start the agent's arguments (a string, or null), its {@link Instrumentation}, and its {@link File}
   * @throws IllegalArgumentException if the arguments are not as they should be
   */
  @Override
  public void accept(Object[] start) {
    Instrumentation instrumentation = (Instrumentation) start[1];
    File jar = (File) start[2];
    try {
      // Before any class that refers to what it defines is so much as verified.
      BootClasses.define(instrumentation, Entry.class.getClassLoader());
      Startup.premain((String) start[0], instrumentation, jar);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the runtime cannot be built", e);
    }
  }

  /** The main method of a guest. */
  public static void guestMain() throws Throwable {
    Startup.guestMain();
  }
}
