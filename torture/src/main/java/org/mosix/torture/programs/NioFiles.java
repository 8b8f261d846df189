package org.mosix.torture.programs;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** java.nio.file.Files: write, read, walk, copy, move, attributes, temporary files, errors of the right class. */
public final class NioFiles {
  static String round(Path root) throws IOException {
    Path dir = Files.createDirectories(root.resolve("a/b/c"));
    Path text = dir.resolve("text.txt");
    Files.writeString(text, "grüße\n", StandardCharsets.UTF_8);
    try (BufferedWriter out = Files.newBufferedWriter(text, StandardOpenOption.APPEND)) {
      for (int n = 0; n < 200; n++) {
        out.write("line " + n + "\n");
      }
    }
    Path copy = Files.copy(text, root.resolve("copy.txt"), StandardCopyOption.REPLACE_EXISTING);
    Path moved = Files.move(copy, dir.resolve("moved.txt"), StandardCopyOption.ATOMIC_MOVE);
    Path temporary = Files.createTempFile(root, "tmp", ".bin");
    Files.write(temporary, new byte[10_000]);
    StringBuilder out = new StringBuilder();
    out.append(Files.size(moved)).append(' ').append(Files.readAllLines(moved).size()).append(' ').append(Files.mismatch(text, moved));
    out.append(' ').append(Files.isDirectory(dir)).append(Files.isRegularFile(text)).append(' ').append(Files.size(temporary));
    Files.delete(temporary);
    try {
      Files.createDirectory(dir);
      Check.fail("created twice");
    } catch (FileAlreadyExistsException e) {
      out.append(" exists");
    }
    try {
      Files.readString(root.resolve("nothing"));
      Check.fail("read nothing");
    } catch (NoSuchFileException e) {
      out.append(" missing ").append(e.getFile().endsWith("nothing"));
    }
    List<String> names;
    try (Stream<Path> walk = Files.walk(root)) {
      names = walk.map(p -> root.relativize(p).toString()).sorted().collect(Collectors.toList());
    }
    for (int n = names.size() - 1; n >= 0; n--) {
      Files.delete(root.resolve(names.get(n)));
    }
    return out.append(' ').append(names).append(Files.exists(root)).toString();
  }

  public static void main(String[] args) throws IOException {
    Rounds rounds = Rounds.of(args);
    String first = round(Path.of("tree"));
    System.out.println(first);
    while (rounds.more()) {
      Check.equal("files", first, round(Path.of("tree")));
    }
    Check.ok();
  }
}
