package org.mosix.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.mosix.balance.InfoWindow;
import org.mosix.balance.InfoWindow.Entry;
import org.mosix.balance.Pools;
import org.mosix.balance.SwapGathering;
import org.mosix.link.ClusterKey;
import org.mosix.link.ClusterKeyMaker;
import org.mosix.link.ControlServer;
import org.mosix.link.LinkServer;
import org.mosix.link.NodeAddress;
import org.mosix.link.NodeMap;
import org.mosix.link.message.NodeReport;
import org.mosix.link.message.Reserve;
import org.mosix.link.message.Shutdown;
import org.mosix.link.message.Welcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node: its programs, its guests, and the desks that talk about them. */
final class NodeDaemon implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NodeDaemon.class);

  /** Looks at the run queue per interval: the originals looked at every tick of the clock, 100 times. */
  private static final int SAMPLES = 5;

  private final DaemonSettings settings;
  private final Membership membership;
  private final NodeClock clock = new NodeClock();
  private final PolicyStore policies;
  private final TermsStore terms;
  private final ProcessTable processes = new ProcessTable();
  private final JavaHomes javaHomes;
  private final GuestPool guests;
  private final Residents residents;
  private final NodeState state;
  private final Doorkeeper doorkeeper;
  private final Reach reach;
  private final Neighbours neighbours;
  private final HomeRounds homeRounds;
  private final MoveDesk moves;
  private final NodeDirectory directory = new NodeDirectory();
  private final DecisionLog decisions = new DecisionLog();
  private final Backoff backoff = new Backoff();
  private final InfoWindow window;
  private final MigDaemon migration;
  private final InfoDaemon info;
  private final Discovery discovery;
  private final HomeWatch homeWatch;
  private final FileDesk files;
  private final AdminDesk admin;
  private final ProcTree procTree;
  /** One for each address of this node. */
  private final List<LinkServer> links = new ArrayList<>();
  private final ControlServer control;
  /** What is known of others, and what follows from it, belongs to this one thread. */
  private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(Threads.named("info"));
  /** Completes with the reason why the daemon has stopped serving. */
  private final CompletableFuture<String> stopped = new CompletableFuture<>();
  private boolean stopping;

  private NodeDaemon(DaemonSettings settings, ClusterKey key, GuestLauncher launcher) throws IOException {
    this.settings = settings;
    BalanceSettings balance = settings.balance();
    membership = new Membership(settings.map(), settings.node());
    policies = new PolicyStore(settings.runDirectory().path().resolve("policy.json"), balance.tuning(), balance.speed());
    terms = new TermsStore(settings.runDirectory().path().resolve("processes.json"));
    javaHomes = new JavaHomes(settings.javaHomes());
    guests = new GuestPool(settings.guests(), javaHomes, launcher, new GuestBook(settings.runDirectory().path().resolve("guests.json")));
    residents = new Residents(node(), processes, guests);
    state = new NodeState(membership, policies, residents, guests, balance, pools(balance));
    doorkeeper = new Doorkeeper(state, policies, clock);
    reach = new Reach(membership, clock::millis);
    neighbours = new Neighbours(reach, key);
    homeRounds = new HomeRounds(node(), processes, neighbours, state::told);
    moves = new MoveDesk(membership, reach, key, processes, guests);
    window = new InfoWindow(node(), policies.tuning());
    Mover mover = new Mover(node(), moves, neighbours, (node, threads, bytes) -> onSchedule(() -> {
      window.promised(node, threads, bytes);
      return null;
    }), () -> SwapGathering.depth(state.own()));
    migration = new MigDaemon(membership, state, policies, residents, clock, backoff, decisions, mover, directory, balance.moves());
    moves.use((home, request) -> migration.request(home, request.pid(), known()), homeRounds::soon);
    homeWatch = new HomeWatch(settings, membership, reach, key, guests);
    files = new FileDesk(settings, guests);
    admin = new AdminDesk(this);
    procTree = new ProcTree(this, admin, settings.runDirectory().path().resolve("proc"));
    control = ControlServer.listen(settings.runDirectory());
    try {
      NodeDesk desk = new NodeDesk(this, admin, Threads.asMany("node"));
      for (NodeAddress address : membership.map().addresses(node())) {
        links.add(LinkServer.listen(key, address.socketAddress(), () -> desk));
      }
    } catch (IOException e) {
      links.forEach(LinkServer::close);
      control.close();
      throw e;
    }
    try {
      info = new InfoDaemon(membership, reach, state, policies, clock, directory, window, migration, schedule,
          key.derive("mosix info datagrams"), settings.runDirectory());
    } catch (IOException e) {
      links.forEach(LinkServer::close);
      control.close();
      throw e;
    }
    discovery = discovery(settings, key);
  }

  /** Null if a map says who is there. */
  private Discovery discovery(DaemonSettings from, ClusterKey key) throws IOException {
    try {
      return from.discoveryOrNull() == null ? null
          : new Discovery(from.discoveryOrNull(), membership, directory, policies, clock, key, from.runDirectory(), info.epoch());
    } catch (IOException e) {
      info.close();
      links.forEach(LinkServer::close);
      control.close();
      throw e;
    }
  }

  private static Pools pools(BalanceSettings balance) throws IOException {
    Path file = balance.poolsOrNull();
    try {
      return file == null ? Pools.SINGLE : Pools.parse(file.toString(), Files.readAllLines(file));
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * Starts a node that serves when this returns.
   *
   * @throws IOException if it cannot: no key, address taken, another daemon in the run directory
   */
  static NodeDaemon start(DaemonSettings settings) throws IOException {
    return start(settings, GuestLauncher.ofJar(settings.mosixJar(), settings.runDirectory(), settings.self().host(), settings.keyDirectory()));
  }

  static NodeDaemon start(DaemonSettings settings, GuestLauncher launcher) throws IOException {
    settings.runDirectory().create();
    NodeDaemon daemon = new NodeDaemon(settings, loadKey(settings), launcher);
    new ControlDesk(daemon, daemon.admin).serve(daemon.control);
    daemon.guests.fill();
    daemon.homeWatch.start();
    daemon.startBalancing();
    NodeAddress self = settings.self();
    LOG.info("node {} serves at {}, process {}", self.number(), self, ProcessHandle.current().pid());
    return daemon;
  }

  private void startBalancing() throws IOException {
    long interval = policies.tuning().intervalMillis();
    schedule.scheduleWithFixedDelay(state::sample, 0, Math.max(1, interval / SAMPLES), TimeUnit.MILLISECONDS);
    homeRounds.start(interval);
    procTree.start(interval);
    info.start();
    if (discovery != null) {
      discovery.start();
    }
  }

  /** Empty if a map says who is there. */
  Optional<Discovery> discovery() {
    return Optional.ofNullable(discovery);
  }

  /** Runs {@code work} on the thread to which the information about others belongs, and waits for it. */
  private <T> T onSchedule(Callable<T> work) {
    try {
      return schedule.submit(work).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the daemon stops", e);
    }
  }

  /** What is known of other nodes now. */
  List<Entry> known() {
    return onSchedule(() -> window.entries(clock.millis()));
  }

  /** The home of a process that has it here or runs here. */
  Optional<Integer> homeOf(long pid) {
    return processes.find(pid).isPresent() ? Optional.of(node())
        : guests.taken().stream().map(Guest::hosted).filter(hosted -> hosted != null && hosted.pid() == pid).map(Reserve::homeNode).findFirst();
  }

  /** A cluster that nobody else can reach gets a key by itself; every other one needs the same key on all nodes. */
  private static ClusterKey loadKey(DaemonSettings settings) throws IOException {
    if (!ClusterKey.exists(settings.keyDirectory()) && settings.map().isLoopbackOnly()
        && new ClusterKeyMaker().makeIfAbsent(settings.keyDirectory())) {
      LOG.info("made a cluster key for this machine in {}", settings.keyDirectory());
    }
    return ClusterKey.load(settings.keyDirectory());
  }

  int node() {
    return settings.node();
  }

  ProcessTable processes() {
    return processes;
  }

  GuestPool guests() {
    return guests;
  }

  MoveDesk moves() {
    return moves;
  }

  NodeMap map() {
    return membership.map();
  }

  /** Of nodes for which a map names none. */
  int defaultPort() {
    return settings.self().port();
  }

  boolean balances() {
    return settings.balance().moves();
  }

  Membership membership() {
    return membership;
  }

  PolicyStore policies() {
    return policies;
  }

  TermsStore terms() {
    return terms;
  }

  NodeClock clock() {
    return clock;
  }

  NodeState state() {
    return state;
  }

  Residents residents() {
    return residents;
  }

  Doorkeeper doorkeeper() {
    return doorkeeper;
  }

  Neighbours neighbours() {
    return neighbours;
  }

  HomeRounds homeRounds() {
    return homeRounds;
  }

  NodeDirectory directory() {
    return directory;
  }

  DecisionLog decisions() {
    return decisions;
  }

  Backoff backoff() {
    return backoff;
  }

  MigDaemon migration() {
    return migration;
  }

  InfoDaemon info() {
    return info;
  }

  FileDesk files() {
    return files;
  }

  JavaHomes javaHomes() {
    return javaHomes;
  }

  Welcome welcome() {
    return new Welcome(node(), settings.self().host(), settings.keyDirectory().toString(), ProcessHandle.current().pid());
  }

  NodeReport report() {
    NodeAddress self = settings.self();
    List<String> nodes = membership.map().nodes().stream().map(node -> node.number() + " " + node).toList();
    return new NodeReport(node(), self.host(), self.port(), ProcessHandle.current().pid(), processes.size(), guests.count(GuestState.WARM),
        guests.count(GuestState.TAKEN), nodes);
  }

  /** Serving is over because of {@code reason}. */
  void failed(String reason) {
    LOG.error("node {}: {}", node(), reason);
    stop(false);
  }

  /**
   * Stops serving. Programs go on, wherever they run; warm guests end.
   *
   * @param force end guests that run a process of another node too
   */
  void stop(boolean force) {
    synchronized (this) {
      if (stopping) {
        return;
      }
      stopping = true;
    }
    schedule.shutdownNow();
    procTree.close();
    homeRounds.close();
    neighbours.close();
    discovery().ifPresent(Discovery::close);
    info.close();
    homeWatch.close();
    links.forEach(LinkServer::close);
    guests.close(force);
    for (ManagedProcess process : processes.all()) {
      farewell(process);
    }
    closeControl();
    LOG.info("node {} has stopped", node());
    stopped.complete("stopped");
  }

  private static void farewell(ManagedProcess process) {
    try {
      process.send(new Shutdown("the node daemon stops"));
    } catch (IOException e) {
      LOG.debug("process {}: {}", process.pid(), e.toString());
    }
  }

  private void closeControl() {
    try {
      control.close();
    } catch (IOException e) {
      LOG.warn("control socket: {}", e.toString());
    }
  }

  /** Waits until the daemon has stopped. */
  void awaitStopped() throws InterruptedException {
    try {
      stopped.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    stop(true);
  }
}
