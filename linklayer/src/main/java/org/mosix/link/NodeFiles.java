package org.mosix.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a node does with files besides its own: the directories that other nodes may use as {@code /mfs/NODE/...}, and those that it
 * shares with other nodes. Kept in the file {@code files} of its run directory, one {@code export DIRECTORY ro|rw} or
 * {@code share DIRECTORY} a line; lines that begin with {@code #} are comments. No file means neither.
 *
 * @param exports none by default
 * @param shared directories of file systems that other nodes have as well
 */
public record NodeFiles(List<Export> exports, List<Path> shared) {

  /** Nothing is exported, nothing shared. */
  public static final NodeFiles NONE = new NodeFiles(List.of(), List.of());

  private static final String EXPECTED = " (expected: export DIRECTORY ro|rw, or share DIRECTORY)";

  /**
   * A directory that other nodes may use.
   *
   * @param root absolute, without symbolic links
   * @param writable false if it may only be read
   */
  public record Export(Path root, boolean writable) {

    @Override
    public String toString() {
      return "export " + root + (writable ? " rw" : " ro");
    }
  }

  public NodeFiles {
    exports = List.copyOf(exports);
    shared = List.copyOf(shared);
  }

  /** The file in a run directory. */
  public static Path file(RunDirectory directory) {
    return directory.path().resolve("files");
  }

  /** @throws IOException if a line is wrong; the message names file, line and what was expected */
  public static NodeFiles read(Path file) throws IOException {
    try {
      return parse(file.toString(), Files.readAllLines(file));
    } catch (NoSuchFileException e) {
      return NONE;
    }
  }

  static NodeFiles parse(String name, List<String> lines) throws IOException {
    List<Export> exports = new ArrayList<>();
    List<Path> shared = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      try {
        if (line.startsWith("share ")) {
          shared.add(directory(line.substring(6).strip()));
        } else {
          exports.add(export(line));
        }
      } catch (IllegalArgumentException e) {
        throw new IOException(name + ", line " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    return new NodeFiles(exports, shared);
  }

  private static Export export(String line) {
    boolean writable = line.endsWith(" rw");
    if (!line.startsWith("export ") || !writable && !line.endsWith(" ro")) {
      throw new IllegalArgumentException(line + EXPECTED);
    }
    return new Export(directory(line.substring(7, line.length() - 3).strip()), writable);
  }

  private static Path directory(String name) {
    Path path = Path.of(name).normalize();
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("directory: " + name + " (expected: an absolute path)");
    }
    return path;
  }

  /** With {@code export} added, or in place of one of the same directory. */
  public NodeFiles with(Export export) {
    List<Export> all = without(exports, known -> known.root().equals(export.root()));
    all.add(export);
    return new NodeFiles(all, shared);
  }

  /** With {@code directory} shared. */
  public NodeFiles withShared(Path directory) {
    List<Path> all = without(shared, directory::equals);
    all.add(directory);
    return new NodeFiles(exports, all);
  }

  /** Without the export of {@code root}. */
  public NodeFiles withoutExport(Path root) {
    return new NodeFiles(without(exports, known -> known.root().equals(root)), shared);
  }

  /** Without sharing {@code directory}. */
  public NodeFiles withoutShared(Path directory) {
    return new NodeFiles(exports, without(shared, directory::equals));
  }

  private static <T> List<T> without(List<T> all, Predicate<T> which) {
    List<T> left = new ArrayList<>(all);
    left.removeIf(which);
    return left;
  }

  /** Writes the lines; comments of a former file are lost. */
  public void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    exports.forEach(export -> lines.add(export.toString()));
    shared.forEach(directory -> lines.add("share " + directory));
    Path aside = file.resolveSibling(file.getFileName() + ".new");
    Files.write(aside, lines);
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
