package org.mosix.runtime.image;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A Java agent that keeps the instrumentation, for the list of loaded classes, and fixes the order of sets. */
public final class LoadedClasses {

  private static Instrumentation instrumentation;

  private LoadedClasses() {}

  public static void premain(String arguments, Instrumentation vm) {
    instrumentation = vm;
    SetOrder.fix(vm);
  }

  static Class<?>[] all() {
    return instrumentation == null ? new Class<?>[0] : instrumentation.getAllLoadedClasses();
  }

  /** A jar with nothing but the manifest; the class itself is on the class path. */
  static Path agentJar(Path directory) throws IOException {
    Path jar = directory.resolve("loaded-classes.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), LoadedClasses.class.getName());
    manifest.getMainAttributes().put(new Attributes.Name("Can-Retransform-Classes"), "true");
    try (OutputStream out = Files.newOutputStream(jar); JarOutputStream close = new JarOutputStream(out, manifest)) {
      return jar;
    }
  }
}
