package org.mosix.tools.top;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.mosix.daemon.NodeRecord;
import org.mosix.daemon.ProcessRecord;
import org.mosix.daemon.ProcessRecord.LastMove;
import org.mosix.tools.top.model.Snapshot;

/** Nodes and processes that no daemon needs to run for. */
public final class Samples {

  public static final Instant NOW = Instant.parse("2026-03-01T09:12:31Z");
  private static final long GIGA = 1L << 30;

  private Samples() {}

  public static NodeRecord node(int number, double load, double utilisation, String... flags) {
    return new NodeRecord(number, "127.0.0." + number, 4660, number == 1, "up", List.of(flags), 4, 10_000.0, load, utilisation, 16 * GIGA,
        (long) (16 * GIGA * (1 - utilisation / 2)), 12 * GIGA, 0L, 0L, 3, 1, number - 1, 0.4);
  }

  public static NodeRecord silent(int number) {
    return new NodeRecord(number, "127.0.0." + number, 4660, false, "silent", List.of(), null, null, null, null, null, null, null, null, null,
        null, null, null, 34.0);
  }

  public static ProcessRecord process(long pid, int home, int node, double cpu, long memory, String command) {
    return new ProcessRecord(pid, home, node, "running", 7, cpu, cpu / 100, memory, home == node ? 0 : 3,
        home == node ? null : new LastMove(NOW.toEpochMilli() - 12_000, home, node, false, true, 340.0, 48_300_000, ""), false, "", List.of(), command);
  }

  /** One that cannot move, is locked and whose last move was refused. */
  public static ProcessRecord pinned(long pid) {
    return new ProcessRecord(pid, 1, 1, "running", 2, 3.5, 0.1, 90_000_000L, 0,
        new LastMove(NOW.toEpochMilli() - 200_000, 1, 2, true, false, 0, 0, "a socket is open"), true, "+1,2", List.of("java.net.Socket.read is open"),
        "org.example.Server --port 80");
  }

  /** Three nodes, one of them silent; four processes, two of them away. */
  public static Snapshot small() {
    return new Snapshot(NOW, List.of(node(1, 1.25, 0.62), node(2, 0.31, 0.12, "block", "lstay"), silent(3)),
        List.of(process(4711, 1, 2, 99.4, 512L << 20, "org.example.Main --input data"), process(815, 1, 1, 12.0, 80L << 20, "app.jar"),
            process(31_337, 2, 1, 150.2, 3 * GIGA / 2, "org.example.Sieve"), pinned(990)), "");
  }

  /** As many as it takes to scroll. */
  public static Snapshot large(int nodes, int processes) {
    List<NodeRecord> allNodes = new ArrayList<>();
    for (int i = 1; i <= nodes; i++) {
      allNodes.add(node(i, i % 7 * 0.3, i % 10 / 10.0));
    }
    List<ProcessRecord> all = new ArrayList<>();
    for (int i = 1; i <= processes; i++) {
      all.add(process(1000 + i, 1 + i % nodes, 1 + i * 3 % nodes, i, i * 1_000_000L, "org.example.Worker" + i));
    }
    return new Snapshot(NOW, allNodes, all, "");
  }
}
