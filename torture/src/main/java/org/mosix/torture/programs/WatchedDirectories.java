package org.mosix.torture.programs;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Watch services: files made, changed and deleted by the program and by its children are told of, once each and in order. */
public final class WatchedDirectories {

  private static final int FILES = 40;
  private static volatile boolean leaving;

  /** One service for the whole run, whose thread sees each file come, in the order in which they are made, and go. */
  static final class Counting implements WatchEventReader {
    private int created;
    private int deleted;

    synchronized void awaitDeleted(int files) throws InterruptedException {
      while (deleted < files) {
        wait();
      }
    }

    @Override
    public synchronized void read(WatchEvent.Kind<?> kind, Path name) {
      int n = Integer.parseInt(name.toString());
      if (kind == ENTRY_CREATE) {
        Check.equal("created", created++, n);
      } else if (kind == ENTRY_DELETE) {
        Check.equal("deleted", deleted++, n);
        Check.holds("there before", n < created);
      } else {
        Check.fail("event: " + kind);
      }
      notifyAll();
      Work.spin(n);
    }
  }

  /** Gets one event. */
  interface WatchEventReader {
    void read(WatchEvent.Kind<?> kind, Path name);
  }

  static void take(WatchService service, Path directory, WatchEventReader reader) throws InterruptedException {
    WatchKey key = service.take();
    Check.equal("watched", directory, key.watchable());
    for (WatchEvent<?> event : key.pollEvents()) {
      reader.read(event.kind(), (Path) event.context());
    }
    Check.holds("valid", key.reset() || leaving);
  }

  static Thread counts(WatchService service, Path directory, Counting counting) {
    return Work.start("watcher", 0, id -> {
      try {
        while (true) {
          take(service, directory, counting);
        }
      } catch (ClosedWatchServiceException e) {
        // The end of the run.
      }
    });
  }

  /** Made and used up wherever the program is. */
  static void passing(Path parent, int n) throws Exception {
    Path directory = Files.createDirectory(parent.resolve("passing" + n));
    try (WatchService service = FileSystems.getDefault().newWatchService()) {
      WatchKey key = directory.register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
      Check.holds("nothing yet", service.poll() == null);
      long start = System.nanoTime();
      Check.holds("nothing yet", service.poll(30, TimeUnit.MILLISECONDS) == null);
      Check.holds("not too early", System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(29));
      Map<String, Integer> seen = new HashMap<>();
      byChild(directory);
      while (seen.getOrDefault("ENTRY_DELETE gone", 0) == 0) {
        take(service, directory, (kind, name) -> seen.merge(kind + " " + name, 1, Integer::sum));
      }
      Check.equal("made", 1, seen.get("ENTRY_CREATE gone").intValue());
      Check.equal("made", 1, seen.get("ENTRY_CREATE stays").intValue());
      Check.holds("written", seen.getOrDefault("ENTRY_MODIFY stays", 0) > 0);
      key.cancel();
      Check.holds("cancelled", !key.isValid() && !key.reset());
      Files.delete(directory.resolve("stays"));
      Check.holds("told no more", service.poll() == null);
      WatchKey last = directory.register(service, ENTRY_CREATE);
      Files.delete(directory);
      Check.same("the directory itself", last, service.take());
      Check.holds("gone", !last.reset());
    }
  }

  static void byChild(Path directory) throws IOException, InterruptedException {
    Process child = new ProcessBuilder("sh", "-c", "echo text > stays; echo > gone; rm gone").directory(directory.toFile()).start();
    Check.equal("child", 0, child.waitFor());
  }

  static void refuses(WatchService service, Path parent) throws IOException {
    try {
      Files.writeString(parent.resolve("file"), "x").register(service, ENTRY_CREATE);
      Check.fail("a file is watched");
    } catch (NotDirectoryException e) {
      Check.equal("file", parent.resolve("file").toString(), e.getMessage());
    }
  }

  public static void main(String[] args) throws Exception {
    Rounds rounds = Rounds.of(args);
    Path parent = Files.createTempDirectory("watched");
    Path directory = Files.createDirectory(parent.resolve("counted"));
    WatchService service = FileSystems.getDefault().newWatchService();
    directory.register(service, ENTRY_CREATE, ENTRY_DELETE);
    Counting counting = new Counting();
    Thread watcher = counts(service, directory, counting);
    int made = 0;
    int n = 0;
    do {
      int first = made;
      for (; made < first + FILES; made++) {
        Files.createFile(directory.resolve(Integer.toString(made)));
      }
      refuses(service, parent);
      passing(parent, n++);
      for (int i = first; i < made; i++) {
        Files.delete(directory.resolve(Integer.toString(i)));
      }
    } while (rounds.more());
    counting.awaitDeleted(made);
    leaving = true;
    service.close();
    watcher.join();
    Files.delete(directory);
    Files.delete(parent.resolve("file"));
    Files.delete(parent);
    Check.ok();
  }
}
