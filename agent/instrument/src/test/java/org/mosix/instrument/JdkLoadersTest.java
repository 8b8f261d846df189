package org.mosix.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** The JDK's image is searched for class loaders: each release may bring one that looks for classes in its own way. */
class JdkLoadersTest {

  private static final String LOADER = "java/lang/ClassLoader";
  /** They ask their parents first, or look in the JDK, and need no fields for it. */
  private static final Set<String> WITHOUT_FIELDS =
      Set.of(LOADER, "java/net/URLClassLoader", "java/net/FactoryURLClassLoader", "sun/reflect/misc/MethodUtil");
  private static final List<String> ASKED =
      List.of("loadClass(Ljava/lang/String;)Ljava/lang/Class;", "loadClass(Ljava/lang/String;Z)Ljava/lang/Class;",
          "findClass(Ljava/lang/String;)Ljava/lang/Class;");

  @Test
  void noLoaderIsAskedBeforeItHasItsFields() throws IOException {
    Map<String, Path> files = new HashMap<>();
    Map<String, String> parents = new HashMap<>();
    FileSystem image = FileSystems.getFileSystem(URI.create("jrt:/"));
    try (Stream<Path> all = Files.walk(image.getPath("/modules"))) {
      all.filter(file -> file.toString().endsWith(".class")).forEach(file -> {
        ClassReader reader = new ClassReader(read(file));
        if (reader.getSuperName() != null) {
          files.put(reader.getClassName(), file);
          parents.put(reader.getClassName(), reader.getSuperName());
        }
      });
    }
    Set<String> covered = new TreeSet<>();
    Set<String> forgotten = new TreeSet<>();
    for (String name : files.keySet()) {
      if (isLoader(name, parents) && isAsked(read(files.get(name))) && !WITHOUT_FIELDS.contains(name) && !name.contains("/BuiltinClassLoader")
          && !name.contains("/ClassLoaders$")) {
        boolean answered = isOfProgram(files.get(name)) || Capturable.jdk(name) || Capturable.reports(name);
        (answered && isAnswered(read(files.get(name))) ? covered : forgotten).add(name);
      }
    }
    assertThat(forgotten).isEmpty();
    assertThat(covered).contains("jdk/internal/loader/Loader", "jdk/internal/jrtfs/JrtFileSystemProvider$JrtFsLoader");
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isLoader(String name, Map<String, String> parents) {
    String at = name;
    while (at != null && !at.equals(LOADER)) {
      at = parents.get(at);
    }
    return at != null;
  }

  private static boolean isAsked(byte[] file) {
    ClassNode type = new ClassNode();
    new ClassReader(file).accept(type, ClassReader.SKIP_CODE);
    return type.methods.stream().anyMatch(method -> ASKED.contains(method.name + method.desc));
  }

  /** All classes of the application loader are instrumented. */
  private static boolean isOfProgram(Path file) {
    String module = file.getName(1).toString();
    ClassLoader program = ClassLoader.getSystemClassLoader();
    return ModuleLayer.boot().findModule(module).map(found -> found.getClassLoader() == program).orElse(true);
  }

  private static boolean isAnswered(byte[] file) {
    byte[] instrumented = Instrumenter.instrument(file);
    return instrumented != null && new String(instrumented, StandardCharsets.ISO_8859_1).contains("answers");
  }
}
