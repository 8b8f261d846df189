package org.mosix.daemon;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** The terms of processes whose home is this node, in a file: they outlive the daemon, not the process. */
final class TermsStore {

  private static final Gson GSON = new Gson();

  /** @param startMillis of the process, since 1970: a pid may be used again */
  private record Kept(long startMillis, Terms terms) {}

  private final Path file;
  private final Map<Long, Kept> kept = new TreeMap<>();

  /** @throws IOException if the file is damaged */
  TermsStore(Path file) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      try {
        Map<Long, Kept> read = GSON.fromJson(Files.readString(file), new TypeToken<Map<Long, Kept>>() {}.getType());
        kept.putAll(read == null ? Map.of() : read);
      } catch (JsonParseException e) {
        throw new IOException(file + " is damaged: " + e.getMessage() + " (expected: what the daemon wrote; remove it to begin anew)", e);
      }
    }
    kept.entrySet().removeIf(entry -> startOf(entry.getKey()) != entry.getValue().startMillis);
  }

  synchronized Terms find(long pid) {
    Kept found = kept.get(pid);
    return found == null || found.startMillis != startOf(pid) ? Terms.NONE : found.terms;
  }

  synchronized void put(long pid, Terms terms) throws IOException {
    kept.entrySet().removeIf(entry -> ProcessHandle.of(entry.getKey()).isEmpty());
    if (terms.equals(Terms.NONE)) {
      kept.remove(pid);
    } else {
      kept.put(pid, new Kept(startOf(pid), terms));
    }
    Path aside = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(aside, GSON.toJson(kept) + "\n");
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static long startOf(long pid) {
    return ProcessHandle.of(pid).flatMap(process -> process.info().startInstant()).map(Instant::toEpochMilli).orElse(-1L);
  }
}
