package org.mosix.runtime.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.mosix.boot.RuntimeThread;
import org.mosix.link.ClusterKey;
import org.mosix.link.ControlChannel;
import org.mosix.link.JavaBuild;
import org.mosix.link.Link;
import org.mosix.link.RunDirectory;
import org.mosix.link.message.Administer;
import org.mosix.link.message.Failure;
import org.mosix.link.message.Message;
import org.mosix.link.message.Outcome;
import org.mosix.link.message.Records;
import org.mosix.runtime.capture.World;
import org.mosix.runtime.jvm.Awaited;
import org.mosix.runtime.move.FrameType;
import org.mosix.runtime.move.MoveFailure;
import org.mosix.runtime.syscall.MfsLinks;
import org.mosix.runtime.syscall.MfsRefused;
import org.mosix.runtime.syscall.MfsUse;
import org.mosix.runtime.syscall.SyscallLink;

/** Links of the process in this JVM to the file servers of nodes, which the daemon of this node finds. */
public final class NodeFileLinks implements MfsLinks, AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(15);

  private final RunDirectory run;
  private final Supplier<World> world;
  private final Duration patience;
  private final Map<Integer, Known> links = new HashMap<>();
  private ClusterKey key;
  private volatile int own;

  private record Known(Link link, SyscallLink calls) {}

  /** @param world of this JVM, once a program runs in it */
  public NodeFileLinks(RunDirectory run, Supplier<World> world, Duration patience) {
    this.run = run;
    this.world = world;
    this.patience = patience;
  }

  /** The node of this JVM; 0 until a daemon has told it. */
  public int node() {
    return own;
  }

  @Override
  public SyscallLink link(int node) throws IOException, MfsRefused {
    SyscallLink known = known(node);
    return known != null ? known : connected(node);
  }

  private SyscallLink known(int node) {
    synchronized (links) {
      Known known = links.get(node);
      return known != null && known.link().isOpen() ? known.calls() : null;
    }
  }

  /** The process has left this JVM: the servers learn from its next one that it lives. */
  @Override
  public void close() {
    synchronized (links) {
      links.values().forEach(known -> known.link().close());
      links.clear();
    }
  }

  /** Connects on a thread of the runtime: that of the program may be stopped in the JDK's code. */
  private SyscallLink connected(int node) throws IOException, MfsRefused {
    Awaited<SyscallLink> link = new Awaited<>();
    boolean outside = world.get().enterRuntime();
    try {
      new RuntimeThread(() -> connect(node, link), "mosix-files").start();
      link.await();
    } finally {
      world.get().leaveRuntime(outside);
    }
    if (link.failure() instanceof MfsRefused refused) {
      throw refused;
    }
    if (link.failure() != null) {
      throw new IOException(link.failure().getMessage(), link.failure());
    }
    return link.value();
  }

  private void connect(int node, Awaited<SyscallLink> link) {
    try {
      link.complete(connect(node), null);
    } catch (IOException | MoveFailure | MfsRefused | RuntimeException | LinkageError e) {
      link.complete(null, e);
    }
  }

  /** One at a time: two threads that meet a new node make one link. */
  private synchronized SyscallLink connect(int node) throws IOException, MoveFailure, MfsRefused {
    SyscallLink known = known(node);
    if (known != null) {
      return known;
    }
    Server server = Server.parse(ask(node));
    own = server.asked();
    if (key == null) {
      Links.prepare();
      key = NodeKey.load(Path.of(server.keyDirectory()));
    }
    Link link = Link.connectLasting(key, server.address(), new AnswersOnly("a file server"), CONNECT, patience);
    try {
      Calls.call(link, FrameType.FILES, Messages.of(server.token() + "\n" + MfsUse.key()), CONNECT.toMillis());
    } catch (MoveFailure | RuntimeException e) {
      link.close();
      throw e;
    }
    Known made = new Known(link, new HomeCalls(link, world.get(), "its file server"));
    synchronized (links) {
      links.put(node, made);
    }
    return made.calls();
  }

  /** Where a file server listens, as the daemon of node {@code asked}, this one, tells it. */
  private record Server(InetSocketAddress address, String token, String keyDirectory, int asked) {

    static Server parse(String text) throws IOException {
      String[] lines = text.split("\n");
      if (lines.length != 6) {
        throw new IOException("the daemon answered " + text + " (expected: host, port, token, process, key directory, own node)");
      }
      return new Server(new InetSocketAddress(lines[0], Integer.parseInt(lines[1])), lines[2], lines[4], Integer.parseInt(lines[5]));
    }
  }

  private String ask(int node) throws IOException, MfsRefused {
    try (ControlChannel daemon = ControlChannel.connect(run.control())) {
      daemon.send(new Administer("files", List.of(String.valueOf(node), JavaBuild.current())));
      Message answer = daemon.receive();
      if (answer instanceof Records records) {
        return JsonText.decode(records.json());
      }
      if (answer instanceof Failure failure) {
        if (failure.outcome() == Outcome.UNKNOWN || failure.outcome() == Outcome.REFUSED) {
          throw new MfsRefused(failure.outcome() == Outcome.UNKNOWN, failure.text());
        }
        throw new IOException(failure.text());
      }
      throw new IOException("the daemon answered " + answer + " (expected: where the file server is)");
    }
  }
}
