package org.mosix.torture.programs;

import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Arenas of all kinds, their segments, slices, views and mapped files; pointers in native memory, and segments as keys. */
public final class Arenas {

  private static final String ROUNDS = "ArenaRounds";

  /** The program that does it is compiled here: arenas are too new for the others. */
  private static Class<?> compiled() throws Exception {
    Path directory = Files.createTempDirectory("arenas");
    Path source = directory.resolve(ROUNDS + ".java");
    try (InputStream in = Arenas.class.getResourceAsStream(ROUNDS + ".java")) {
      Files.copy(in, source);
    }
    String path = System.getProperty("java.class.path");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler.run(null, null, null, "-cp", path, "-d", directory.toString(), source.toString()) != 0) {
      throw new IllegalStateException(source + " was not compiled");
    }
    URL[] urls = {directory.toUri().toURL()};
    return new URLClassLoader(urls, Arenas.class.getClassLoader()).loadClass(Arenas.class.getPackageName() + "." + ROUNDS);
  }

  public static void main(String[] args) throws Exception {
    @SuppressWarnings("unchecked")
    Supplier<String> rounds = (Supplier<String>) compiled().getConstructor().newInstance();
    Rounds.equal(args, "segments", rounds::get);
  }
}
