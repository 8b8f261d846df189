package org.mosix.daemon;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.mosix.link.message.Reserve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whose processes the guests of this node run, in a file: guests outlive a daemon, and the next one must know. */
final class GuestBook {

  private static final Logger LOG = LoggerFactory.getLogger(GuestBook.class);
  private static final Gson GSON = new Gson();

  private final Path file;
  private final Map<Long, Reserve> hosted = new TreeMap<>();

  /** @throws IOException if the file is damaged */
  GuestBook(Path file) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      try {
        Map<Long, Reserve> read = GSON.fromJson(Files.readString(file), new TypeToken<Map<Long, Reserve>>() {}.getType());
        hosted.putAll(read == null ? Map.of() : read);
      } catch (JsonParseException e) {
        throw new IOException(file + " is damaged: " + e.getMessage() + " (expected: what the daemon wrote; remove it to begin anew)", e);
      }
    }
    hosted.keySet().removeIf(pid -> ProcessHandle.of(pid).isEmpty());
  }

  synchronized Optional<Reserve> find(long guest) {
    return Optional.ofNullable(hosted.get(guest));
  }

  synchronized void took(long guest, Reserve by) {
    hosted.put(guest, by);
    save();
  }

  synchronized void ended(long guest) {
    if (hosted.remove(guest) != null) {
      save();
    }
  }

  /** What cannot be written is missed only if the daemon is started again. */
  private void save() {
    try {
      Path aside = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(aside, GSON.toJson(hosted) + "\n");
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("{}: {}", file, e.toString());
    }
  }
}
