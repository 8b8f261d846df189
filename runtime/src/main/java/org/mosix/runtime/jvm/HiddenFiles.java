package org.mosix.runtime.jvm;

import java.io.Closeable;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What lies hidden in the agent's file: class files, and lists of some of them. */
final class HiddenFiles implements Closeable {

  private static final String HIDDEN = "inst/";

  private final File jar;
  private final ZipFile zip;

  HiddenFiles(File jar) throws IOException {
    this.jar = jar;
    this.zip = new ZipFile(jar);
  }

  /** Internal names of classes, one a line. */
  List<String> list(String name) throws IOException {
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
  byte[] classFile(String name) throws IOException {
    return read(name + ".classdata");
  }

  private byte[] read(String name) throws IOException {
    ZipEntry entry = zip.getEntry(HIDDEN + name);
    if (entry == null) {
      throw new FileNotFoundException(name + " is not in " + jar);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
