package org.mosix.daemon;

import com.google.gson.Gson;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.mosix.balance.InfoMessage;
import org.mosix.balance.InfoMessage.Told;
import org.mosix.balance.NodeInfo;
import org.mosix.balance.Tuning;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells each node where a process of ours runs what its owner wants of it, and hears in turn what it uses there. Once per interval, and
 * only between nodes that have a process in common.
 */
final class HomeRounds implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HomeRounds.class);
  private static final Gson GSON = new Gson();
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Supplier<NodeInfo> info;
  private final int self;
  private final ProcessTable processes;
  private final Neighbours neighbours;
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(Threads.named("home-rounds"));

  /** @param info what this node tells of itself: a guest may be better off at home, and its host need not have heard of that */
  HomeRounds(int self, ProcessTable processes, Neighbours neighbours, Supplier<NodeInfo> info) {
    this.info = info;
    this.self = self;
    this.processes = processes;
    this.neighbours = neighbours;
  }

  void start(long intervalMillis) {
    scheduler.scheduleWithFixedDelay(this::round, intervalMillis, intervalMillis, TimeUnit.MILLISECONDS);
  }

  /** Does not wait for the next interval. */
  void soon() {
    if (!scheduler.isShutdown()) {
      scheduler.execute(this::round);
    }
  }

  private void round() {
    Map<Integer, List<ManagedProcess>> away = new TreeMap<>();
    for (ManagedProcess process : processes.all()) {
      if (process.isMoving()) {
        continue;
      }
      if (process.node() != 0) {
        away.computeIfAbsent(process.node(), node -> new ArrayList<>()).add(process);
      }
      askForNextRound(process);
    }
    away.forEach(this::exchange);
  }

  /** How many calls home carried out, and how much of the files of nodes it used: what comes until the next round is told in it. */
  private static void askForNextRound(ManagedProcess process) {
    try {
      process.ask(0);
    } catch (IOException e) {
      LOG.debug("process {}: {}", process.pid(), e.toString());
    }
  }

  private void exchange(int node, List<ManagedProcess> there) {
    List<HomeWord> words = there.stream().map(HomeRounds::word).toList();
    try {
      Usage[] usages = GSON.fromJson(neighbours.ask(node, Verb.GUESTS, PATIENCE, String.valueOf(self), GSON.toJson(words),
          Base64.getEncoder().encodeToString(new InfoMessage(List.of(new Told(info.get(), 0))).encode(Tuning.STANDARD))), Usage[].class);
      for (Usage usage : usages) {
        there.stream().filter(process -> process.pid() == usage.pid() && process.node() == node)
            .forEach(process -> process.setUsageAway(usage));
      }
    } catch (IOException | FailureException | RuntimeException e) {
      LOG.debug("node {}: {}", node, e.toString());
    }
  }

  private static HomeWord word(ManagedProcess process) {
    double home = ProcessHandle.of(process.pid()).flatMap(handle -> handle.info().totalCpuDuration()).map(Duration::toMillis).orElse(0L) / 1e3;
    return new HomeWord(process.pid(), process.terms(), home + process.cpuSecondsElsewhere(), process.migrations(), process.lastMove(),
        process.calls(), process.callBytes(), process.ioAtHome(), process.nodeBytes());
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }
}
