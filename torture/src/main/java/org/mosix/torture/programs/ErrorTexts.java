package org.mosix.torture.programs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads meet different errors of files at the same time: each is told its own, in class, file and text. */
public final class ErrorTexts {

  private static final Path OTHER_FILE_SYSTEM = Path.of("/dev/shm");

  public static void main(String[] args) throws Exception {
    Rounds rounds = Rounds.of(args);
    Path directory = Files.createDirectories(Path.of("errors").toAbsolutePath());
    Path file = Files.writeString(directory.resolve("file"), "x");
    Path loop = Files.createSymbolicLink(directory.resolve("loop"), Path.of("loop"));
    ExecutorService pool = Executors.newFixedThreadPool(3);
    Future<?> names = pool.submit(repeat(rounds, () -> {
      fails(FileSystemException.class, file.resolve("x") + ": Not a directory", () -> Files.createFile(file.resolve("x")));
      fails(NoSuchFileException.class, directory + "/none", () -> Files.size(directory.resolve("none")));
      fails(NotDirectoryException.class, file.toString(), () -> Files.newDirectoryStream(file));
      String longName = "n".repeat(300);
      fails(FileSystemException.class, directory.resolve(longName) + ": File name too long", () -> Files.createFile(directory.resolve(longName)));
    }));
    Future<?> links = pool.submit(repeat(rounds, () -> {
      fails(FileSystemException.class, loop + ": Too many levels of symbolic links or unable to access attributes of symbolic link", () -> Files.readString(loop));
      fails(DirectoryNotEmptyException.class, directory.toString(), () -> {
        Files.delete(directory);
        return null;
      });
      fails(FileAlreadyExistsException.class, file.toString(), () -> Files.createFile(file));
    }));
    Future<?> moves = pool.submit(repeat(rounds, () -> {
      Path target = OTHER_FILE_SYSTEM.resolve("mosix-error-texts");
      fails(AtomicMoveNotSupportedException.class, file + " -> " + target + ": Invalid cross-device link",
          () -> Files.move(file, target, StandardCopyOption.ATOMIC_MOVE));
      fails(FileSystemException.class, directory + ": Is a directory", () -> FileChannel.open(directory, StandardOpenOption.WRITE));
    }));
    pool.shutdown();
    names.get();
    links.get();
    moves.get();
    Check.ok();
  }

  private interface Attempts {
    void make() throws Exception;
  }

  private static Callable<Void> repeat(Rounds rounds, Attempts attempts) {
    return () -> {
      while (rounds.more()) {
        attempts.make();
        Thread.sleep(2);
      }
      return null;
    };
  }

  private static void fails(Class<? extends IOException> type, String message, Callable<?> attempt) throws Exception {
    try {
      attempt.call();
    } catch (IOException e) {
      Check.equal("error", type.getName() + ": " + message, e.toString());
      return;
    }
    throw new AssertionError("no " + type.getSimpleName() + ": " + message);
  }
}
