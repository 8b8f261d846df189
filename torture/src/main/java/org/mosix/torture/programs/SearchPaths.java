package org.mosix.torture.programs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Class loaders that have opened part of their search path: the rest is opened on the way, what is open stays so, and jar files are shared. */
public final class SearchPaths {
  private static final int JARS = 12;

  private static int asked;

  static URL[] write() throws IOException {
    URL[] path = new URL[JARS];
    for (int i = 0; i < JARS; i++) {
      Path file = Path.of("part" + i + ".jar");
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file))) {
        for (String name : new String[] {"everywhere.txt", "only" + i + ".txt"}) {
          out.putNextEntry(new JarEntry(name));
          out.write((name + " of " + i).repeat(50).getBytes(StandardCharsets.UTF_8));
        }
      }
      path[i] = file.toUri().toURL();
    }
    return path;
  }

  static String text(ClassLoader loader, String name) throws IOException {
    try (InputStream in = loader.getResourceAsStream(name)) {
      return in == null ? "none" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Which jar is asked for differs from round to round, the result does not. */
  static String round(URLClassLoader loader, URLClassLoader twin) throws IOException {
    int i = asked++ % JARS;
    String name = "only" + i + ".txt";
    boolean right = text(loader, name).equals((name + " of " + i).repeat(50)) && text(twin, name).equals(text(loader, name));
    int found = 0;
    if (i == JARS - 1) {
      for (var all = loader.getResources("everywhere.txt"); all.hasMoreElements(); all.nextElement()) {
        found++;
      }
    }
    try (InputStream own = SearchPaths.class.getResourceAsStream("SearchPaths.class")) {
      return right + " " + (found == 0 || found == JARS) + " " + own.readAllBytes().length + " " + text(loader, "nowhere.txt");
    }
  }

  public static void main(String[] args) throws Exception {
    URL[] path = write();
    try (URLClassLoader loader = new URLClassLoader(path, null); URLClassLoader twin = new URLClassLoader(path)) {
      Rounds.equal(args, "search", () -> round(loader, twin));
    }
    for (int i = 0; i < JARS; i++) {
      Files.delete(Path.of("part" + i + ".jar"));
    }
  }
}
