package org.mosix.daemon;

import com.google.gson.Gson;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The processes of the whole cluster: asks all nodes that are up at the same time, and waits for none for long. */
final class ClusterListing {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterListing.class);
  private static final Gson GSON = new Gson();
  private static final Duration PATIENCE = Duration.ofMillis(700);

  private final NodeDaemon daemon;
  private final Listings listings;
  private final ExecutorService threads = Threads.asMany("listing");

  ClusterListing(NodeDaemon daemon, Listings listings) {
    this.daemon = daemon;
    this.listings = listings;
  }

  List<ProcessRecord> processes() {
    Map<Integer, Future<List<ProcessRecord>>> asked = new LinkedHashMap<>();
    for (NodeRecord node : listings.nodes()) {
      if (!node.self() && node.status().equals("up")) {
        asked.put(node.node(), threads.submit(() -> ask(node.node())));
      }
    }
    Map<Integer, List<ProcessRecord>> answers = new LinkedHashMap<>();
    answers.put(daemon.node(), listings.processes());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    asked.forEach((node, answer) -> {
      List<ProcessRecord> known = await(node, answer, deadline);
      if (known != null) {
        answers.put(node, known);
      }
    });
    return merged(answers);
  }

  private List<ProcessRecord> ask(int node) throws IOException, FailureException {
    return List.of(GSON.fromJson(daemon.neighbours().ask(node, Verb.PROCESSES, PATIENCE), ProcessRecord[].class));
  }

  /** Null if it did not answer in time. */
  private static List<ProcessRecord> await(int node, Future<List<ProcessRecord>> answer, long deadline) {
    try {
      return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.debug("processes of node {}: {}", node, e.toString());
      answer.cancel(true);
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** A home knows most of its processes; what a host knows of a guest counts if the home was not heard. */
  static List<ProcessRecord> merged(Map<Integer, List<ProcessRecord>> answers) {
    List<ProcessRecord> all = new ArrayList<>();
    answers.forEach((node, processes) -> {
      for (ProcessRecord process : processes) {
        if (process.home() == node || !answers.containsKey(process.home())) {
          all.add(process);
        }
      }
    });
    return all;
  }
}
