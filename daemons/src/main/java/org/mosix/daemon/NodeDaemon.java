package org.mosix.daemon;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.mosix.link.ClusterKey;
import org.mosix.link.ClusterKeyMaker;
import org.mosix.link.ControlServer;
import org.mosix.link.LinkServer;
import org.mosix.link.NodeAddress;
import org.mosix.link.NodeMap;
import org.mosix.link.message.NodeReport;
import org.mosix.link.message.Shutdown;
import org.mosix.link.message.Welcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node: its programs, its guests, and the desks that talk about them. */
final class NodeDaemon implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NodeDaemon.class);

  private final DaemonSettings settings;
  private final ProcessTable processes = new ProcessTable();
  private final JavaHomes javaHomes;
  private final GuestPool guests;
  private final MoveDesk moves;
  private final HomeWatch homeWatch;
  private final Machine machine = new Machine();
  private final LinkServer links;
  private final ControlServer control;
  /** Completes with the reason why the daemon has stopped serving. */
  private final CompletableFuture<String> stopped = new CompletableFuture<>();
  private boolean stopping;

  private NodeDaemon(DaemonSettings settings, ClusterKey key, GuestLauncher launcher) throws IOException {
    this.settings = settings;
    javaHomes = new JavaHomes(settings.javaHomes());
    guests = new GuestPool(settings.warm(), settings.refillDelay(), javaHomes, launcher);
    moves = new MoveDesk(settings, key, processes, guests);
    homeWatch = new HomeWatch(settings, key, guests);
    control = ControlServer.listen(settings.runDirectory());
    try {
      NodeDesk desk = new NodeDesk(this, Threads.asMany("node"));
      links = LinkServer.listen(key, settings.self().socketAddress(), () -> desk);
    } catch (IOException e) {
      control.close();
      throw e;
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
    new ControlDesk(daemon).serve(daemon.control);
    daemon.guests.fill();
    daemon.homeWatch.start();
    NodeAddress self = settings.self();
    LOG.info("node {} serves at {}, process {}", self.number(), self, ProcessHandle.current().pid());
    return daemon;
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
    return settings.map();
  }

  Machine machine() {
    return machine;
  }

  JavaHomes javaHomes() {
    return javaHomes;
  }

  Welcome welcome() {
    return new Welcome(node(), settings.self().host(), settings.keyDirectory().toString(), ProcessHandle.current().pid());
  }

  NodeReport report() {
    NodeAddress self = settings.self();
    List<String> nodes = settings.map().nodes().stream().map(node -> node.number() + " " + node).toList();
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
    homeWatch.close();
    links.close();
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
