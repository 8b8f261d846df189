package org.mosix.torture;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All cases: the programs found in their package, and what some of them need besides arguments. */
final class Cases {

  private static final String PACKAGE = "org.mosix.torture.programs";

  private static final List<String> LINES = IntStream.range(0, 40).mapToObj(n -> "line " + n + " of the input").toList();

  /** Virtual threads that can be taken from their carriers everywhere. */
  private static final int VIRTUAL = 24;

  private static final Map<String, UnaryOperator<Case>> SPECIAL = Map.ofEntries(
      Map.entry("StdinEcho", c -> c.withInput(LINES)),
      Map.entry("StdinBytes", c -> c.withInput(LINES)),
      Map.entry("CtrlC", Case::withInterrupt),
      Map.entry("Interleaving", Case::withErrors),
      Map.entry("PrintedTraces", Case::withErrors),
      Map.entry("MainThrowsFirst", Case::withErrors),
      Map.entry("UncaughtInMain", Case::withErrors),
      Map.entry("UncaughtInThread", Case::withErrors),
      Map.entry("DefaultCharset", c -> c.withOptions("-Dfile.encoding=ISO-8859-1")),
      Map.entry("DeepRecursion", c -> c.withOptions("-Xss2m")),
      Map.entry("LinkedListTwoMillion", c -> c.withOptions("-Xmx256m")),
      Map.entry("ModulePath", Cases::asModule),
      Map.entry("VirtualThreads", c -> c.withJava(VIRTUAL)),
      Map.entry("VirtualExecutor", c -> c.withJava(VIRTUAL)),
      Map.entry("VirtualLocks", c -> c.withJava(VIRTUAL)),
      Map.entry("VirtualInterrupts", c -> c.withJava(VIRTUAL)),
      Map.entry("VirtualSockets", c -> c.withJava(VIRTUAL)),
      Map.entry("Arenas", c -> c.withJava(25).withOptions("--enable-native-access=ALL-UNNAMED")),
      Map.entry("NativeFunctions", c -> c.withJava(25).withOptions("--enable-native-access=ALL-UNNAMED")),
      Map.entry("ScopedValues", c -> c.withJava(25)),
      Map.entry("StructuredTasks", c -> c.withJava(25).withOptions("--enable-preview")));

  private Cases() {}

  /** In a module of the boot layer; in the unnamed one when the programs lie in a directory, which says nothing of modules. */
  private static Case asModule(Case program) {
    Path programs = Distribution.programs();
    return Files.isDirectory(programs) ? program : program.withOptions("--module-path", programs.toString(), "--add-modules", "mosix.torture");
  }

  /** The cases whose names match a pattern in which {@code *} stands for anything, in order of their names. */
  static List<Case> matching(String pattern) throws IOException {
    Pattern name = Pattern.compile(Pattern.quote(pattern).replace("*", "\\E.*\\Q"), Pattern.CASE_INSENSITIVE);
    return all().stream().filter(c -> name.matcher(c.name()).matches()).toList();
  }

  static List<Case> all() throws IOException {
    Path code = code();
    if (Files.isDirectory(code)) {
      return in(code);
    }
    try (FileSystem jar = FileSystems.newFileSystem(code)) {
      return in(jar.getPath("/"));
    }
  }

  private static Path code() {
    try {
      return Path.of(Cases.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Case> in(Path root) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(PACKAGE.replace('.', '/')))) {
      return files.map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class") && !name.contains("$"))
          .map(name -> PACKAGE + '.' + name.substring(0, name.length() - ".class".length()))
          .filter(Cases::hasMain).sorted()
          .map(Case::new).map(c -> SPECIAL.getOrDefault(c.name(), UnaryOperator.identity()).apply(c)).toList();
    }
  }

  private static boolean hasMain(String type) {
    try {
      Class.forName(type, false, Cases.class.getClassLoader()).getMethod("main", String[].class);
      return true;
    } catch (NoSuchMethodException e) {
      return false;
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
