package org.mosix.runtime.jvm;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import jdk.internal.misc.Unsafe;
import org.mosix.instrument.Supertypes;

/**
 * Defines the classes that instrumented code calls with the boot loader. Appending a jar to its search path would do the same, but then
 * the VM gives up its shared archive for all other loaders, and says so on the program's standard output.
 */
public final class BootClasses {

  private static final String PREFIX = "inst/org/mosix/boot/";
  private static final String SUFFIX = ".classdata";

  private final Map<String, byte[]> files = new HashMap<>();

  private BootClasses() {}

  /** All of them, from the agent's file. To be called once, before any of them is used. */
  public static void define(File jar, Instrumentation instrumentation, ClassLoader runtime) throws IOException {
    Module base = Object.class.getModule();
    Set<Module> to = Set.of(runtime.getUnnamedModule());
    instrumentation.redefineModule(base, Set.of(), Map.of("jdk.internal.misc", to), Map.of(), Set.of(), Map.of());
    BootClasses classes = new BootClasses();
    classes.read(jar);
    while (!classes.files.isEmpty()) {
      classes.define(classes.files.keySet().iterator().next());
    }
  }

  private void read(File jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar)) {
      for (var entries = zip.entries(); entries.hasMoreElements(); ) {
        ZipEntry entry = entries.nextElement();
        String name = entry.getName();
        if (name.startsWith(PREFIX) && name.endsWith(SUFFIX)) {
          try (InputStream in = zip.getInputStream(entry)) {
            files.put(name.substring("inst/".length(), name.length() - SUFFIX.length()), in.readAllBytes());
          }
        }
      }
    }
  }

  /** Its superclass and interfaces first: the loader would not find them. */
  private void define(String name) {
    byte[] file = files.remove(name);
    if (file == null) {
      return;
    }
    for (String type : Supertypes.of(file)) {
      define(type);
    }
    Unsafe.getUnsafe().defineClass(name, file, 0, file.length, null, null);
  }
}
