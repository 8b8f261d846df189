package org.mosix.torture.programs;

import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Parts of programs that need a newer Java than the one all are compiled for: compiled where they run, from a source beside this class. */
final class Newer {

  private Newer() {}

  /** @param name of a class of this package with a public constructor without parameters; each call is a round */
  @SuppressWarnings("unchecked")
  static Supplier<String> rounds(String name) throws Exception {
    Path directory = Files.createTempDirectory(Path.of(""), name);
    Path source = directory.resolve(name + ".java");
    try (InputStream in = Newer.class.getResourceAsStream(name + ".java")) {
      Files.copy(in, source);
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler.run(null, null, null, "-d", directory.toString(), source.toString()) != 0) {
      throw new IllegalStateException(source + " was not compiled");
    }
    URL[] urls = {directory.toUri().toURL()};
    Class<?> type = new URLClassLoader(urls, Newer.class.getClassLoader()).loadClass(Newer.class.getPackageName() + "." + name);
    return (Supplier<String>) type.getConstructor().newInstance();
  }
}
