package org.mosix.daemon;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.mosix.balance.MoveCosts;
import org.mosix.balance.Policy;
import org.mosix.balance.Tunable;
import org.mosix.balance.Tuning;

/** What an administrator has decided for this node, in a file of its run directory: it is kept when the daemon is started again. */
final class PolicyStore {

  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  /** What a move to a node takes: seconds, and MB of 10^6 bytes per second. */
  record Cost(double fixed, double rate) {}

  /** The file. Null is as if it had never been set. */
  private record Kept(boolean stay, boolean lstay, boolean block, boolean quiet, Integer guestLimit, Integer speed,
      Map<String, Double> tuning, Map<Integer, Cost> costs) {

    static final Kept NOTHING = new Kept(false, false, false, false, null, null, Map.of(), Map.of());
  }

  private final Path file;
  private final Tuning standard;
  private Policy policy;
  private int speed;
  private final Map<String, Double> tuned = new TreeMap<>();
  private final Map<Integer, Cost> costs = new TreeMap<>();

  /**
   * Reads {@code file} if it is there.
   *
   * @throws IOException if it is damaged; names the file
   */
  PolicyStore(Path file, Tuning standard, int speedOption) throws IOException {
    this.file = file;
    this.standard = standard;
    Kept kept = read();
    policy = Policy.OPEN.withStay(kept.stay).withLstay(kept.lstay).withBlock(kept.block).withQuiet(kept.quiet)
        .withGuestLimit(kept.guestLimit == null ? Integer.MAX_VALUE : kept.guestLimit);
    speed = speedOption > 0 ? speedOption : kept.speed == null ? (int) Tunable.STANDARD_SPEED.standard() : kept.speed;
    tuned.putAll(kept.tuning == null ? Map.of() : kept.tuning);
    costs.putAll(kept.costs == null ? Map.of() : kept.costs);
  }

  private Kept read() throws IOException {
    if (!Files.exists(file)) {
      return Kept.NOTHING;
    }
    try {
      Kept kept = GSON.fromJson(Files.readString(file), Kept.class);
      return kept == null ? Kept.NOTHING : kept;
    } catch (JsonParseException e) {
      throw new IOException(file + " is damaged: " + e.getMessage() + " (expected: what the daemon wrote; remove it to begin anew)", e);
    }
  }

  private void save() throws IOException {
    Kept kept = new Kept(policy.stay(), policy.lstay(), policy.block(), policy.quiet(),
        policy.guestLimit() == Integer.MAX_VALUE ? null : policy.guestLimit(), speed, tuned, costs);
    Path aside = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(aside, GSON.toJson(kept) + "\n");
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  synchronized Policy policy() {
    return policy;
  }

  synchronized Policy change(UnaryOperator<Policy> how) throws IOException {
    policy = how.apply(policy);
    save();
    return policy;
  }

  synchronized int speed() {
    return speed;
  }

  synchronized void setSpeed(int value) throws IOException {
    speed = value;
    save();
  }

  synchronized Tuning tuning() {
    Tuning tuning = standard;
    for (Map.Entry<String, Double> entry : tuned.entrySet()) {
      tuning = tuning.with(Tunable.of(entry.getKey()), entry.getValue());
    }
    return tuning;
  }

  /** @throws IllegalArgumentException if {@code value} is out of range */
  synchronized void tune(Tunable tunable, double value) throws IOException {
    standard.with(tunable, value);
    tuned.put(tunable.key(), value);
    save();
  }

  synchronized void setCost(int node, Cost cost) throws IOException {
    costs.put(node, cost);
    save();
  }

  synchronized Map<Integer, Cost> costs() {
    return Map.copyOf(costs);
  }

  /** What was measured, and else what the tuning says. */
  synchronized MoveCosts moveCosts() {
    MoveCosts usual = MoveCosts.of(tuning());
    Map<Integer, Cost> measured = costs();
    return (node, bytes) -> {
      Cost cost = measured.get(node);
      return cost == null ? usual.seconds(node, bytes) : cost.fixed + bytes / (cost.rate * 1e6);
    };
  }
}
