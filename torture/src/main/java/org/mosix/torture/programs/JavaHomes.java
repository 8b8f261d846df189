package org.mosix.torture.programs;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/** Class loaders of the JDK with ways of their own: that of the image of another Java home, opened as compilers do, and that of beans. */
public final class JavaHomes {

  private static final String BEANS = "javax.management.loading.MLet";

  private JavaHomes() {}

  /** In a loader of the JDK. */
  public static class Base implements IntUnaryOperator {
    protected int calls;

    @Override
    public int applyAsInt(int operand) {
      calls++;
      return operand * 31 + step();
    }

    protected int step() {
      return 1;
    }
  }

  /** Its superclass is of the same loader. */
  public static final class Derived extends Base {
    @Override
    protected int step() {
      return 2;
    }
  }

  /** In the classes of the image's own loader. */
  private static FileSystem open() throws IOException {
    FileSystem image = FileSystems.newFileSystem(URI.create("jrt:/"), Map.of("java.home", System.getProperty("java.home")));
    Check.holds("in a loader of its own", image.getClass().getClassLoader() != null);
    return image;
  }

  private static String read(FileSystem image, String type) throws IOException {
    byte[] file = Files.readAllBytes(image.getPath("/modules/java.base/java/" + type + ".class"));
    return file.length + ":" + Arrays.hashCode(file);
  }

  /** The JDK has had the loader of beans until 22. */
  private static List<IntUnaryOperator> beans() throws ReflectiveOperationException {
    List<IntUnaryOperator> made = new ArrayList<>();
    if (ClassLoader.getPlatformClassLoader().getResource(BEANS.replace('.', '/') + ".class") != null) {
      URL[] here = {JavaHomes.class.getProtectionDomain().getCodeSource().getLocation()};
      ClassLoader loader = (ClassLoader) Class.forName(BEANS).getConstructor(URL[].class, ClassLoader.class).newInstance(here, null);
      made.add((IntUnaryOperator) loader.loadClass(Derived.class.getName()).getConstructor().newInstance());
      Check.holds("another class", made.get(0).getClass() != Derived.class);
    }
    made.add(new Derived());
    return made;
  }

  public static void main(String[] args) throws Exception {
    List<String> types = List.of("lang/Object", "lang/String", "util/HashMap", "util/concurrent/ForkJoinPool", "io/File");
    List<IntUnaryOperator> beans = beans();
    FileSystem image = open();
    FileSystem running = FileSystems.getFileSystem(URI.create("jrt:/"));
    FileSystem again = FileSystems.newFileSystem(URI.create("jrt:/"), Map.of());
    Check.holds("other ones", image != running && again != running);
    long modules;
    try (Stream<Path> all = Files.list(image.getPath("/modules"))) {
      modules = all.count();
    }
    Rounds rounds = Rounds.of(args);
    for (int n = 0; rounds.more(); n++) {
      String type = types.get(n % types.size());
      Check.equal(type, read(running, type), read(image, type));
      Check.equal(type, read(running, type), read(again, type));
      try (Stream<Path> all = Files.list(image.getPath("/modules"))) {
        Check.equal("modules", modules, all.count());
      }
      for (IntUnaryOperator bean : beans) {
        Check.equal("bean", 31 * n + 2, bean.applyAsInt(n));
      }
    }
    again.close();
    Check.ok();
  }
}
