package org.mosix.torture.programs;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Trees of files: walks half way, visitors of the program, links, attributes, permissions, atomic moves, directory streams. */
public final class FileTrees {
  static String round(Path root) throws IOException {
    StringBuilder out = new StringBuilder();
    for (int n = 0; n < 5; n++) {
      Files.writeString(Files.createDirectories(root.resolve("d" + n + "/e")).resolve("f" + n), "x".repeat(n));
    }
    Files.createSymbolicLink(root.resolve("link"), Path.of("d1"));
    Files.createLink(root.resolve("hard"), root.resolve("d3/e/f3"));
    Files.setPosixFilePermissions(root.resolve("hard"), PosixFilePermissions.fromString("rw-r-----"));
    Files.setLastModifiedTime(root.resolve("hard"), FileTime.fromMillis(1_000_000_000_000L));
    try (Stream<Path> walk = Files.walk(root)) {
      out.append(walk.filter(p -> Work.spin(1) != 0).map(p -> root.relativize(p).toString()).sorted().collect(Collectors.joining(" ")).hashCode());
    }
    Files.move(root.resolve("d0/e/f0"), root.resolve("moved"), StandardCopyOption.ATOMIC_MOVE);
    PosixFileAttributes read = Files.readAttributes(root.resolve("d3/e/f3"), PosixFileAttributes.class);
    out.append(PosixFilePermissions.toString(read.permissions())).append(read.lastModifiedTime()).append(read.size());
    out.append(Files.isSameFile(root.resolve("link/e"), root.resolve("d1/e"))).append(Files.readSymbolicLink(root.resolve("link")));
    try (DirectoryStream<Path> listed = Files.newDirectoryStream(root, p -> Work.spin(2) != 0 && p.getFileName().toString().startsWith("d"))) {
      int count = 0;
      for (Path unused : listed) {
        count += Work.spin(count) == 0 ? 0 : 1;
      }
      out.append(count);
    }
    Files.walkFileTree(root, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.delete(file);
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
        Work.spin(3);
        Files.delete(directory);
        return FileVisitResult.CONTINUE;
      }
    });
    return out.append(Files.exists(root)).toString();
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "tree", () -> round(Path.of("tree")));
  }
}
