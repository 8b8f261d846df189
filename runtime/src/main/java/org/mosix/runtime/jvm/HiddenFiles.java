package org.mosix.runtime.jvm;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What lies hidden in the agent's file, beside this class: class files, and lists of some of them. */
final class HiddenFiles {

  private HiddenFiles() {}

  /** Internal names of classes, one a line. */
  static List<String> list(String name) throws IOException {
    String text = new String(read(name + ".list"), StandardCharsets.UTF_8);
    List<String> lines = new ArrayList<>();
    for (int from = 0; from < text.length(); ) {
      int end = text.indexOf('\n', from);
      int to = end < 0 ? text.length() : end;
      if (to > from) {
        lines.add(text.substring(from, to));
      }
      from = to + 1;
    }
    return lines;
  }

  /** A class by its internal name. */
  static byte[] classFile(String name) throws IOException {
    return read(name + ".class");
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream in = HiddenFiles.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException(name + " is not in the agent's file");
      }
      return in.readAllBytes();
    }
  }
}
