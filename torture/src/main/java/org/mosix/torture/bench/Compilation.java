package org.mosix.torture.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The compiler of the JDK in this process, on a library of about a thousand files, once. Argument: a directory for sources and classes. */
public final class Compilation {

  private static final int FILES = 1_000;

  private Compilation() {}

  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    List<Path> sources = SourceLibrary.write(directory.resolve("sources"), FILES);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean done = compiler.getTask(null, files, null, List.of("-d", directory.resolve("classes").toString(), "-proc:none"), null, files.getJavaFileObjectsFromPaths(sources)).call();
      System.out.println(done ? "ok" : "does not compile");
      System.exit(done ? 0 : 1);
    }
  }
}
