package org.mosix.info;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Accepts each datagram of a node once: a sliding window of counters per run of the sender, as in IPsec (RFC 4303, section 3.4.3), so that
 * datagrams may overtake each other. A sender that was started again has a larger epoch and begins anew. Kept in a file over restarts.
 * Synchronized: one thread hears, another saves.
 */
final class ReplayGuard {

  private static final int WINDOW = 64;

  private static final class Heard {
    private long epoch;
    private long highest;
    /** Bit i: the counter {@code highest - i} was seen. */
    private long seen;
  }

  private final Map<Integer, Heard> senders = new TreeMap<>();

  /** True the first time, and only if nothing much newer came from {@code node} before. */
  synchronized boolean accept(int node, long epoch, long counter) {
    Heard heard = senders.get(node);
    if (heard == null || epoch > heard.epoch) {
      begin(node, epoch, counter, 1);
      return true;
    }
    if (epoch < heard.epoch) {
      return false;
    }
    return counter > heard.highest ? advance(heard, counter) : isFirst(heard, heard.highest - counter);
  }

  private void begin(int node, long epoch, long counter, long seen) {
    Heard heard = new Heard();
    heard.epoch = epoch;
    heard.highest = counter;
    heard.seen = seen;
    senders.put(node, heard);
  }

  private static boolean advance(Heard heard, long counter) {
    long by = counter - heard.highest;
    heard.seen = by < 0 || by >= WINDOW ? 1 : heard.seen << by | 1;
    heard.highest = counter;
    return true;
  }

  private static boolean isFirst(Heard heard, long behind) {
    // behind is negative if the counters are so far apart that the difference overflows
    if (behind < 0 || behind >= WINDOW || (heard.seen & 1L << behind) != 0) {
      return false;
    }
    heard.seen |= 1L << behind;
    return true;
  }

  synchronized int size() {
    return senders.size();
  }

  /** Writes one line per sender: node, epoch, highest counter. */
  synchronized void save(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    senders.forEach((node, heard) -> lines.add(node + " " + heard.epoch + " " + heard.highest));
    Path aside = file.resolveSibling(file.getFileName() + ".new");
    Files.write(aside, lines);
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Reads what {@link #save} wrote, if it is there; counters up to the highest are taken as seen. */
  synchronized void load(Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    for (String line : Files.readAllLines(file)) {
      String[] words = line.split(" ");
      try {
        begin(Integer.parseInt(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]), -1L);
      } catch (RuntimeException e) {
        throw new IOException(file + ": " + line + " (expected: node, epoch and counter)", e);
      }
    }
  }
}
