package org.mosix.programs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** java.nio.file and FileChannel, in the directory given. */
public final class NioFiles {

  private NioFiles() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Paths.get(arguments[0]).resolve("nio");
    Files.createDirectories(directory.resolve("a/b/c"));
    Path file = directory.resolve("a/file");
    Files.writeString(file, "some text\nand more\n");
    Files.write(file, List.of("appended"), StandardOpenOption.APPEND);
    System.out.println(Files.readAllLines(file) + " " + Files.size(file));
    attributes(file);
    tree(directory, file);
    channel(directory.resolve("channel"));
    errors(directory);
    System.out.println(Paths.get("relative").toAbsolutePath() + " " + Files.exists(Paths.get("pom.xml")));
  }

  private static void attributes(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_500_000_000_123L));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    PosixFileAttributes posix = Files.readAttributes(file, PosixFileAttributes.class);
    System.out.println(posix.lastModifiedTime() + " " + PosixFilePermissions.toString(posix.permissions()) + " "
        + posix.owner() + " " + posix.group() + " " + posix.fileKey());
    System.out.println(Files.getAttribute(file, "unix:nlink") + " " + Files.isReadable(file) + Files.isExecutable(file)
        + " " + Files.exists(file.resolveSibling("none")) + " " + Files.isRegularFile(file));
    FileStore store = Files.getFileStore(file);
    System.out.println(store.type() + " " + store.name() + " " + (store.getTotalSpace() > 0));
    try {
      Files.setAttribute(file, "user:colour", "red".getBytes(StandardCharsets.UTF_8));
      System.out.println(new String((byte[]) Files.getAttribute(file, "user:colour"), StandardCharsets.UTF_8));
    } catch (IOException | UnsupportedOperationException e) {
      System.out.println(e);
    }
  }

  private static void tree(Path directory, Path file) throws IOException {
    Path copy = Files.copy(file, directory.resolve("copy"), StandardCopyOption.COPY_ATTRIBUTES);
    System.out.println(Files.mismatch(file, copy) + " " + Files.isSameFile(file, copy));
    Files.move(copy, directory.resolve("moved"), StandardCopyOption.ATOMIC_MOVE);
    Path link = Files.createSymbolicLink(directory.resolve("link"), Paths.get("a/file"));
    System.out.println(Files.readSymbolicLink(link) + " " + Files.isSymbolicLink(link) + " " + Files.isSameFile(link, file));
    Files.createLink(directory.resolve("hard"), file);
    System.out.println(Files.getAttribute(file, "unix:nlink") + " " + directory.relativize(link.toRealPath()));
    try (Stream<Path> walk = Files.walk(directory)) {
      walk.map(directory::relativize).sorted().forEach(System.out::println);
    }
    try (Stream<Path> list = Files.list(directory)) {
      System.out.println(list.count());
    }
    Path temporary = Files.createTempFile(directory, "x", ".y");
    System.out.println(Files.size(temporary) + " " + Files.deleteIfExists(temporary) + Files.deleteIfExists(temporary));
    Path here = Files.createTempDirectory("mosix");
    System.out.println(Files.isDirectory(here));
    Files.delete(here);
    System.out.println(Files.readAttributes(link, BasicFileAttributes.class).size());
  }

  private static void channel(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer direct = ByteBuffer.allocateDirect(100_000);
      while (direct.remaining() > 8) {
        direct.putLong(direct.position() * 31L);
      }
      direct.flip();
      System.out.println(channel.write(direct) + " " + channel.position() + " " + channel.size());
      channel.position(50);
      ByteBuffer heap = ByteBuffer.allocate(64);
      System.out.println(channel.read(heap) + " " + heap.flip().getLong() + " " + channel.read(heap.clear(), 99_990) + " " + channel.position());
      ByteBuffer[] parts = {ByteBuffer.allocate(10), ByteBuffer.allocateDirect(20), ByteBuffer.allocate(0), ByteBuffer.allocate(30)};
      System.out.println(channel.read(parts) + " " + parts[0].get(3) + " " + parts[1].get(7) + " " + parts[3].get(2));
      for (ByteBuffer part : parts) {
        part.flip();
      }
      System.out.println(channel.write(parts) + " " + channel.position());
      try (FileLock lock = channel.lock(0, 10, false)) {
        System.out.println(lock.isValid() + " " + lock.isShared());
      }
      channel.force(true);
      channel.truncate(70_000);
      System.out.println(channel.size());
      try (FileChannel to = FileChannel.open(path.resolveSibling("to"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        System.out.println(channel.transferTo(10, 60_000, to) + " " + to.transferFrom(channel, 5, 1000) + " " + to.size());
      }
    }
    byte[] big = new byte[2_500_000];
    for (int i = 0; i < big.length; i++) {
      big[i] = (byte) (i >> 5);
    }
    Files.write(path, big);
    System.out.println(java.util.Arrays.equals(big, Files.readAllBytes(path)));
  }

  private static void errors(Path directory) {
    attempt(() -> Files.readAllBytes(directory.resolve("none")));
    attempt(() -> Files.createDirectory(directory));
    attempt(() -> Files.delete(directory));
    attempt(() -> Files.createFile(directory.resolve("hard")));
    attempt(() -> Files.newDirectoryStream(directory.resolve("hard")));
    attempt(() -> Files.createSymbolicLink(directory.resolve("no/link"), directory));
    attempt(() -> Files.readSymbolicLink(directory));
  }

  private interface Action {
    void run() throws IOException;
  }

  private static void attempt(Action action) {
    try {
      action.run();
      System.out.println("no error");
    } catch (IOException e) {
      e.printStackTrace(System.out);
    }
  }
}
