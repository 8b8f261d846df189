package org.mosix.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.mosix.balance.InfoMessage;
import org.mosix.balance.InfoMessage.Told;
import org.mosix.balance.InfoWindow;
import org.mosix.balance.InfoWindow.Entry;
import org.mosix.balance.NodeInfo;
import org.mosix.balance.Partners;
import org.mosix.balance.Tuning;

/**
 * Gossip alone: nodes with clocks of different phase send what the daemon sends, to whom the daemon sends it. Messages arrive at once or,
 * with the given probability, not at all.
 */
final class GossipRun {

  /** What sealing adds to a message (node, epoch, counter, digest), and the headers of IPv4 and UDP. */
  static final int SEAL_BYTES = 22 + 16;
  static final int HEADER_BYTES = 28;

  private static final int WARM_UP_ROUNDS = 30;
  private static final int MEASURED_ROUNDS = 20;

  /**
   * What was seen.
   *
   * @param meanAge seconds, of all entries a node has when it decides
   * @param p99Age seconds
   * @param known entries a node has when it decides
   * @param bytesPerSecond sent by a node, headers and seal included
   * @param deadMean seconds from a node's death until nobody believes in it any more, mean over the nodes that knew it
   * @param deadMax seconds until the last forgot it
   * @param afterHalfLeft of the entries a node has, those about nodes that are gone, 5 intervals after half of the nodes died at once
   */
  record Outcome(int nodes, double loss, double meanAge, double p99Age, double known, double bytesPerSecond, double deadMean, double deadMax,
      double afterHalfLeft) {}

  private final Tuning tuning;
  private final Random random;
  private final double loss;
  private final int[] map;
  private final InfoWindow[] windows;
  private final NodeInfo[] infos;
  private final boolean[] dead;
  private final long[] phase;
  private long bytes;

  private GossipRun(int nodes, double loss, Tuning tuning, long seed) {
    this.tuning = tuning;
    this.loss = loss;
    random = new Random(seed);
    map = new int[nodes];
    windows = new InfoWindow[nodes];
    infos = new NodeInfo[nodes];
    dead = new boolean[nodes];
    phase = new long[nodes];
    for (int i = 0; i < nodes; i++) {
      map[i] = i + 1;
      windows[i] = new InfoWindow(i + 1, tuning);
      infos[i] = new NodeInfo(i + 1, 1, 10_000, 0, 0, 1L << 30, 1L << 29, 0, 0, 0, Set.of());
      phase[i] = (long) (random.nextDouble() * tuning.intervalMillis());
    }
    Arrays.sort(phase);
  }

  static Outcome run(int nodes, double loss, Tuning tuning, long seed) {
    GossipRun run = new GossipRun(nodes, loss, tuning, seed);
    int round = 0;
    while (round < WARM_UP_ROUNDS) {
      run.round(round++, null);
    }
    List<Long> ages = new ArrayList<>();
    run.bytes = 0;
    for (int i = 0; i < MEASURED_ROUNDS; i++) {
      run.round(round++, ages);
    }
    double perSecond = run.bytes * 1000.0 / (nodes * (double) MEASURED_ROUNDS * tuning.intervalMillis());
    double known = ages.size() / (double) (nodes * MEASURED_ROUNDS);
    long[] sorted = ages.stream().mapToLong(Long::longValue).sorted().toArray();
    double mean = Arrays.stream(sorted).average().orElse(0) / 1000;
    double p99 = sorted.length == 0 ? 0 : sorted[sorted.length * 99 / 100] / 1000.0;
    double[] noticed = run.oneDies(round);
    round += 1 + 2 * (int) (tuning.maxAgeMillis() / tuning.intervalMillis());
    return new Outcome(nodes, loss, mean, p99, known, perSecond, noticed[0], noticed[1], run.halfLeave(round));
  }

  /** Every node acts once, in the order of their phases. Ages are noted as each decides. */
  private void round(int round, List<Long> ages) {
    for (int i = 0; i < map.length; i++) {
      if (!dead[i]) {
        act(i, round * tuning.intervalMillis() + phase[i], ages);
      }
    }
  }

  private void act(int node, long now, List<Long> ages) {
    List<Entry> known = windows[node].entries(now);
    if (ages != null) {
      known.forEach(entry -> ages.add(entry.ageMillis(now)));
    }
    InfoMessage message = InfoMessage.of(infos[node], known, now, tuning);
    for (int partner : Partners.choose(node + 1, map, known, random)) {
      bytes += InfoMessage.size(tuning) + SEAL_BYTES + HEADER_BYTES;
      if (!dead[partner - 1] && random.nextDouble() >= loss) {
        for (Told told : message.records()) {
          windows[partner - 1].hear(told.info(), now - told.ageMillis(), now);
        }
      }
    }
  }

  /** The first node dies; mean and maximum seconds until those that knew it no longer do. */
  private double[] oneDies(int from) {
    long died = from * tuning.intervalMillis();
    int victim = random.nextInt(map.length);
    dead[victim] = true;
    boolean[] knew = new boolean[map.length];
    double[] last = new double[map.length];
    int rounds = (int) (2 * tuning.maxAgeMillis() / tuning.intervalMillis());
    for (int round = from; round < from + rounds; round++) {
      round(round, null);
      long now = (round + 1) * tuning.intervalMillis();
      for (int i = 0; i < map.length; i++) {
        if (!dead[i] && windows[i].entries(now).stream().anyMatch(entry -> entry.info().node() == victim + 1)) {
          knew[i] = true;
          last[i] = (now - died) / 1000.0;
        }
      }
    }
    double sum = 0;
    double most = 0;
    int count = 0;
    for (int i = 0; i < map.length; i++) {
      if (knew[i]) {
        sum += last[i];
        most = Math.max(most, last[i]);
        count++;
      }
    }
    return new double[] {count == 0 ? 0 : sum / count, most};
  }

  private double halfLeave(int from) {
    for (int i = 0; i < map.length; i += 2) {
      dead[i] = true;
    }
    for (int round = from; round < from + 5; round++) {
      round(round, null);
    }
    long now = (from + 5) * tuning.intervalMillis();
    long gone = 0;
    long all = 0;
    for (int i = 0; i < map.length; i++) {
      if (!dead[i]) {
        for (Entry entry : windows[i].entries(now)) {
          all++;
          gone += dead[entry.info().node() - 1] ? 1 : 0;
        }
      }
    }
    return all == 0 ? 0 : (double) gone / all;
  }
}
