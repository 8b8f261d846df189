package org.mosix.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mosix.link.NodeAddress;
import org.mosix.link.message.Administer;
import org.mosix.link.message.Failure;
import org.mosix.link.message.Message;
import org.mosix.link.message.Migrate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code RUN_DIR/proc}: what the daemon knows as plain files, at most an interval old, in the places where openMosix had them. Some of them
 * act when they are written to: {@code PID/goto}, {@code PID/lock}, {@code PID/migfilter}, and the switches in {@code admin}.
 */
final class ProcTree implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ProcTree.class);
  private static final long MOVE_MILLIS = 60_000;
  private static final List<String> SWITCHES = List.of("stay", "lstay", "block", "quiet");
  private static final List<String> ORDERS = List.of("expel", "bring");

  private final NodeDaemon daemon;
  private final AdminDesk admin;
  private final Listings listings;
  private final Path root;
  private final Map<Path, PlainFile> files = new HashMap<>();
  private final Set<Path> shown = new HashSet<>();
  /** Why the last move that was written to a process's {@code goto} was not done. */
  private final ConcurrentMap<Long, String> refused = new ConcurrentHashMap<>();
  private final ExecutorService threads = Threads.asMany("proc");
  private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(Threads.named("proc-tree"));

  ProcTree(NodeDaemon daemon, AdminDesk admin, Path root) {
    this.daemon = daemon;
    this.admin = admin;
    this.listings = new Listings(daemon);
    this.root = root;
  }

  void start(long intervalMillis) throws IOException {
    remove(root);
    schedule.scheduleWithFixedDelay(this::round, 0, intervalMillis, TimeUnit.MILLISECONDS);
  }

  private void round() {
    try {
      shown.clear();
      Set<Long> processes = new HashSet<>();
      admin();
      for (NodeRecord node : listings.nodes()) {
        node(node);
      }
      for (ProcessRecord process : listings.lastProcesses()) {
        if (process.home() == daemon.node()) {
          process(process);
          processes.add(process.pid());
        }
      }
      refused.keySet().retainAll(processes);
      forgetOthers();
    } catch (IOException | RuntimeException e) {
      if (!schedule.isShutdown()) {
        LOG.warn("{}: {}", root, e.toString());
      }
    }
  }

  private void admin() throws IOException {
    for (String name : SWITCHES) {
      act("admin/" + name, value -> order(new Administer(Verb.SWITCH.wireName(), List.of(name, value))));
    }
    for (String name : ORDERS) {
      act("admin/" + name, value -> begin(name, value));
    }
    act("admin/speed", value -> order(new Administer(Verb.SETSPEED.wireName(), List.of(value))));
    PolicyRecord policy = listings.policy();
    show("admin/stay", bit(policy.stay()));
    show("admin/lstay", bit(policy.lstay()));
    show("admin/block", bit(policy.block()));
    show("admin/quiet", bit(policy.quiet()));
    show("admin/expel", bit(policy.expel()));
    show("admin/bring", bit(policy.bring()));
    show("admin/speed", String.valueOf(policy.speed()));
    show("admin/mospe", String.valueOf(daemon.node()));
    show("admin/config", String.join("\n", daemon.map().lines()));
  }

  private static String bit(boolean on) {
    return on ? "1" : "0";
  }

  private void node(NodeRecord node) throws IOException {
    String directory = "nodes/" + node.node() + "/";
    String status = node.flags().isEmpty() ? node.status() : node.status() + " " + String.join(" ", node.flags());
    show(directory + "status", status);
    if (node.load() != null) {
      show(directory + "cpus", String.valueOf(node.cpus()));
      show(directory + "speed", String.format(Locale.ROOT, "%.0f", node.speed()));
      show(directory + "load", String.format(Locale.ROOT, "%.2f", node.load()));
      show(directory + "util", String.format(Locale.ROOT, "%.0f", 100 * node.utilisation()));
      show(directory + "mem", String.valueOf(node.memoryFree()));
      show(directory + "tmem", String.valueOf(node.memoryTotal()));
    }
    if (node.memoryFreeRaw() != null) {
      show(directory + "rmem", String.valueOf(node.memoryFreeRaw()));
    }
  }

  private void process(ProcessRecord process) throws IOException {
    String directory = process.pid() + "/";
    String pid = String.valueOf(process.pid());
    act(directory + "goto", value -> {
      forget(directory + "goto");
      move(process.pid(), value);
    });
    act(directory + "lock", value -> order(new Administer(Verb.LOCK.wireName(), List.of(pid, value))));
    act(directory + "migfilter", value -> order(new Administer(Verb.MASK.wireName(), Stream.concat(Stream.of(pid),
        Stream.of(value.split("\\s+"))).toList())));
    show(directory + "where", String.valueOf(process.node() == process.home() ? 0 : process.node()));
    show(directory + "goto", "");
    show(directory + "nmigs", String.valueOf(process.migrations() == null ? 0 : process.migrations()));
    show(directory + "cantmove", Stream.concat(process.cannotMove().stream(), Stream.ofNullable(refused.get(process.pid()))).distinct()
        .collect(Collectors.joining("\n")));
    Terms terms = daemon.processes().find(process.pid()).map(ManagedProcess::terms).orElse(Terms.NONE);
    show(directory + "lock", bit(terms.locked()));
    show(directory + "migfilter", terms.mask().toString());
    show(directory + "mignodes", String.join(" ", daemon.map().nodes().stream().map(NodeAddress::number)
        .filter(node -> node == daemon.node() || terms.mask().permits(node)).map(String::valueOf).toList()));
  }

  private void move(long pid, String target) {
    int node = target.equals("home") || target.equals("0") ? Migrate.HOME : target.equals("balance") ? Migrate.BALANCE
        : target.matches("\\d{1,5}") ? Integer.parseInt(target) : -2;
    refused.remove(pid);
    if (node == -2) {
      refuse(pid, target, target + " (expected: a node, home or balance)");
      return;
    }
    threads.execute(() -> {
      if (daemon.moves().migrate(new Migrate(pid, node, MOVE_MILLIS)) instanceof Failure failure) {
        refuse(pid, target, failure.text());
      }
    });
  }

  private void refuse(long pid, String target, String reason) {
    LOG.warn("{}/goto {}: {}", pid, target, reason);
    refused.put(pid, reason);
  }

  private void begin(String order, String value) {
    if (value.equals("1")) {
      order(new Administer(order, List.of()));
    } else {
      LOG.warn("admin/{}: {} (expected: 1, which begins it)", order, value);
    }
  }

  private void order(Administer request) {
    if (request.arguments().isEmpty()) {
      // expel and bring wait for their processes
      threads.execute(() -> report(request.verb(), admin.answer(request, false)));
    } else {
      report(request.verb() + " " + request.arguments(), admin.answer(request, false));
    }
  }

  private static void report(String what, Message answer) {
    if (answer instanceof Failure failure) {
      LOG.warn("{}: {}", what, failure.text());
    }
  }

  private void act(String name, Consumer<String> action) throws IOException {
    file(name).written().ifPresent(action);
  }

  private void show(String name, String value) throws IOException {
    shown.add(root.resolve(name));
    file(name).show(value);
  }

  private PlainFile file(String name) {
    return files.computeIfAbsent(root.resolve(name), PlainFile::new);
  }

  private void forget(String name) {
    files.remove(root.resolve(name));
  }

  private void forgetOthers() throws IOException {
    for (Path path : List.copyOf(files.keySet())) {
      if (!shown.contains(path)) {
        files.remove(path);
        remove(path);
        Path directory = path.getParent();
        if (shown.stream().noneMatch(other -> other.startsWith(directory))) {
          remove(directory);
        }
      }
    }
  }

  private static void remove(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> below = Files.walk(path)) {
      for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  @Override
  public void close() {
    schedule.shutdownNow();
    threads.shutdown();
    try {
      schedule.awaitTermination(1, TimeUnit.SECONDS);
      remove(root);
    } catch (IOException e) {
      LOG.warn("{}: {}", root, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
