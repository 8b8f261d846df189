package org.mosix.runtime.jvm;

import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The native libraries of the JDK: a class that needs one may rely on another class to load it, which need not have been initialised where
 * the process arrives.
 */
public final class JdkLibraries {

  private static final Class<?> BOOT = Internals.type("jdk.internal.loader.BootLoader");
  private static final Object LIBRARIES = Internals.constant(BOOT, "NATIVE_LIBS");
  private static final long BY_NAME = Internals.offset(LIBRARIES.getClass(), "libraries");
  private static final MethodHandle LOAD = Internals.method(BOOT, "loadLibrary", String.class);
  /** Those of {@code java.desktop}, whose classes load them all by themselves: they ask for the display when they are loaded. */
  private static final Set<String> DESKTOP = Set.of("awt", "awt_headless", "awt_xawt", "fontmanager", "freetype", "javajpeg", "jawt", "jsound", "lcms",
      "mlib_image", "splashscreen");
  private static final String PREFIX = "lib";
  private static final String SUFFIX = ".so";

  private JdkLibraries() {}

  /** Names of those that are loaded, as {@code System.loadLibrary} takes them. */
  public static Set<String> loaded() {
    Set<String> names = new TreeSet<>();
    for (Object path : ((Map<?, ?>) Internals.UNSAFE.getReference(LIBRARIES, BY_NAME)).keySet()) {
      String file = Path.of((String) path).getFileName().toString();
      if (file.startsWith(PREFIX) && file.endsWith(SUFFIX)) {
        names.add(file.substring(PREFIX.length(), file.length() - SUFFIX.length()));
      }
    }
    names.removeAll(DESKTOP);
    return names;
  }

  /** Loads one if it is not. */
  public static void load(String name) {
    try {
      LOAD.invokeExact(name);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("library " + name + " cannot be loaded", e);
    }
  }
}
