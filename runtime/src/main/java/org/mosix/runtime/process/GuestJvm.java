package org.mosix.runtime.process;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.mosix.boot.RuntimeThread;
import org.mosix.link.ClusterKey;
import org.mosix.link.JavaBuild;
import org.mosix.link.Link;
import org.mosix.link.LinkServer;
import org.mosix.link.NodeFiles;
import org.mosix.link.RunDirectory;
import org.mosix.link.message.MoveRequest;
import org.mosix.link.message.Register;
import org.mosix.link.message.Status;
import org.mosix.link.message.Welcome;
import org.mosix.runtime.Jvm;
import org.mosix.runtime.move.Arrival;
import org.mosix.runtime.move.Departure;
import org.mosix.runtime.move.FrameType;
import org.mosix.runtime.move.HomeClassPath;
import org.mosix.runtime.move.MoveFailure;
import org.mosix.runtime.syscall.FileServer;
import org.mosix.runtime.syscall.GuestProcess;
import org.mosix.runtime.syscall.LocalCounters;
import org.mosix.runtime.syscall.NodeConfiguration;

/** A guest: waits for one process, runs it, and ends when it has left or its home is gone. */
public final class GuestJvm implements Daemon.Role {

  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final long PID = ProcessHandle.current().pid();

  private enum Departing {
    /** The process runs here. */
    NOT,
    UNDER_WAY,
    /** Home does not want it any more, before it came to its end. */
    GIVEN_UP,
    /** The process is stopped here and ready to run elsewhere. */
    DEPARTED
  }

  private final Jvm jvm;
  private final String host;
  private final String token = HexFormat.of().formatHex(random());
  private final ExecutorService calls = Executors.newCachedThreadPool(work -> new RuntimeThread(work, "mosix-call"));
  private final ClusterKey key;
  private final LinkServer server;
  private final Rehearsal rehearsal;
  private volatile Link home;
  private volatile Arrival arrival;
  private volatile boolean running;
  private final AtomicReference<Departing> departing = new AtomicReference<>(Departing.NOT);
  private volatile Daemon daemon;
  /** Not null once this JVM serves files instead of waiting for a process. */
  private FileService files;

  /** @param host address to listen at */
  public GuestJvm(Jvm jvm, String host, Path keyDirectory) throws IOException {
    this.jvm = jvm;
    this.rehearsal = new Rehearsal(jvm);
    this.host = host;
    this.key = ClusterKey.load(keyDirectory);
    this.server = LinkServer.listen(key, new InetSocketAddress(host, 0), SourceEnd::new);
  }

  public void start() {
    daemon = new Daemon(jvm.options(), () -> this);
    daemon.start();
    rehearsal.start(key);
  }

  private static byte[] random() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  @Override
  public Register register() {
    return new Register(PID, Register.Kind.GUEST, JavaBuild.current(), servesFiles() ? Register.FILES : "guest", host, server.address().getPort(), token);
  }

  @Override
  public void joined(Welcome welcome, Daemon to) {
    status(to);
  }

  @Override
  public void move(MoveRequest request, Daemon to) {
    throw new IllegalStateException("a move request to a guest (expected: to the home of its process)");
  }

  @Override
  public void status(Daemon to) {
    String state = servesFiles() ? Register.FILES : home != null ? "running" : Status.WAITING;
    to.send(new Status(PID, 0, 0, running ? jvm.world().threadCount() : 0, state, List.of(), false, 0, 0, Map.of()));
  }

  @Override
  public void calls(Daemon to) {
    throw new IllegalStateException("a question for system calls to a guest (expected: to the home of its process)");
  }

  @Override
  public void shutdown(String reason) {
    end("told to end: " + reason);
  }

  @Override
  public void left() {
    if (home == null && !servesFiles()) {
      end("the node daemon is gone");
    }
  }

  private void end(String why) {
    jvm.log("guest " + PID + " ends: " + why, null);
    org.mosix.boot.Sys.attach(null);
    Runtime.getRuntime().halt(0);
  }

  private void attach(Link source, long id, byte[] body) throws MoveFailure, IOException {
    Messages.Attach attach = Messages.Attach.read(body);
    synchronized (this) {
      if (!MessageDigest.isEqual(Messages.of(attach.token()), Messages.of(token)) || home != null || files != null) {
        throw MoveFailure.failed("the token is not that of a free guest", null);
      }
      home = Link.connectLasting(key, new InetSocketAddress(attach.host(), attach.port()), new HomeEnd(), CONNECT,
          Duration.ofMillis(attach.patienceMillis()));
    }
    Calls.call(home, FrameType.JOIN, Messages.of(attach.secret()), CONNECT.toMillis());
    rehearsal.end();
    GuestProcess.attach(new HomeCalls(home, jvm.world()), new NodeFileLinks(runDirectory(), jvm::world, Duration.ofMillis(attach.patienceMillis())),
          daemon::node, new NodeConfiguration(NodeFiles.file(runDirectory())));
    HomeClassPath.adopt(attach.classPath());
    arrival = new Arrival(jvm, host);
    source.reply(id, Unpooled.EMPTY_BUFFER);
  }

  private RunDirectory runDirectory() {
    return RunDirectory.resolve(jvm.options().runDirectory(), System.getenv());
  }

  private synchronized boolean servesFiles() {
    return files != null;
  }

  /** A process wants files of this node: this JVM waits for no other any more. */
  private FileService.Client serve(byte[] body) throws MoveFailure {
    String process = FileService.processOf(body, token);
    FileService service;
    synchronized (this) {
      if (home != null) {
        throw MoveFailure.failed("this guest runs a process", null);
      }
      if (files == null) {
        rehearsal.end();
        files = new FileService(new FileServer(daemon.node(), NodeFiles.file(runDirectory())), () -> end("nobody uses the files of this node"));
        status(daemon);
      }
      service = files;
    }
    return service.join(process);
  }

  /** Sends the process on, to another guest or home. */
  private void depart(long id, byte[] body) {
    jvm.world().beginPreparation();
    try {
      Messages.Move move = Messages.Move.read(body);
      if (move.host().isEmpty()) {
        depart(home, id, move);
        return;
      }
      try (Link target = Link.connect(key, new InetSocketAddress(move.host(), move.port()), new TargetEnd(), CONNECT)) {
        Calls.call(target, FrameType.ATTACH, move.attach(), move.timeoutMillis());
        depart(target, id, move);
      }
    } catch (MoveFailure e) {
      home.fail(id, (e.isRefusal() ? Calls.REFUSED : "") + e.getMessage());
    } catch (IOException | RuntimeException | LinkageError e) {
      jvm.log("departure failed", e);
      home.fail(id, String.valueOf(e.getMessage()));
    } finally {
      jvm.world().endPreparation();
    }
  }

  private void depart(Link target, long id, Messages.Move move) throws MoveFailure {
    Departure departure = new Departure(jvm, target, move.timeoutMillis());
    departing.set(Departing.UNDER_WAY);
    try {
      departure.run();
    } catch (MoveFailure | RuntimeException | Error e) {
      departing.set(Departing.NOT);
      throw e;
    }
    if (!departing.compareAndSet(Departing.UNDER_WAY, Departing.DEPARTED)) {
      departing.set(Departing.NOT);
      jvm.world().resumeHere();
      throw MoveFailure.failed("home gave the move up", null);
    }
    long frozen = System.nanoTime() - departure.armedAt();
    home.reply(id, Unpooled.wrappedBuffer(new Messages.Departed(departure.bytes(), frozen).bytesOf()));
  }

  /** Home did not get the answer to its order to depart, or could not use it: the process runs on here, at the latest when it has stopped. */
  private void resume(long id) {
    if (!departing.compareAndSet(Departing.UNDER_WAY, Departing.GIVEN_UP) && departing.compareAndSet(Departing.DEPARTED, Departing.NOT)) {
      jvm.world().resumeHere();
    }
    home.reply(id, Unpooled.EMPTY_BUFFER);
  }

  private void run(long id) {
    running = true;
    boolean hasMain = jvm.mainThread().object().isAlive();
    home.reply(id, Unpooled.EMPTY_BUFFER);
    jvm.world().run();
    jvm.world().endArrival();
    if (!hasMain) {
      jvm.mainThread().end(null);
    }
    status(daemon);
  }

  /** The end of a link on which a source sends a process here. */
  private final class SourceEnd implements Link.Handler {

    private boolean attached;
    private volatile FileService.Client client;

    @Override
    public void frame(Link link, byte type, long id, ByteBuf payload) {
      if (!attached && type != FrameType.ATTACH && type != FrameType.FILES) {
        throw new IllegalStateException("frame of type " + type + " (expected: ATTACH or FILES first)");
      }
      attached = true;
      byte[] body = ByteBufUtil.getBytes(payload);
      calls.execute(() -> answer(link, type, id, body));
    }

    private void answer(Link link, byte type, long id, byte[] body) {
      try {
        switch (type) {
          case FrameType.ATTACH -> attach(link, id, body);
          case FrameType.FILES -> {
            client = serve(body);
            link.reply(id, Unpooled.EMPTY_BUFFER);
          }
          case FrameType.SYSCALL -> requireClient(type).answer(link, id, body);
          case FrameType.CLASSES -> arrival.classes(link, id, body);
          case FrameType.PLACES -> arrival.places(link, id, body);
          case FrameType.OFFER -> arrival.offer(link, id);
          case FrameType.IMAGE_END -> arrival.end(link, id);
          default -> throw new IOException("frame of type " + type + " (expected: of an arriving process)");
        }
      } catch (MoveFailure | IOException | RuntimeException e) {
        jvm.log("arrival failed", e);
        link.fail(id, String.valueOf(e.getMessage()));
        link.close();
      }
    }

    private FileService.Client requireClient(byte type) throws IOException {
      if (client == null) {
        throw new IOException("frame of type " + type + " (expected: FILES first)");
      }
      return client;
    }

    @Override
    public void closed(Link link, Throwable causeOrNull) {
      if (client != null) {
        client.left();
      } else if (attached && !running) {
        // Committed or not is for home to say; when it is not, it ends this guest's link.
        Arrival waiting = arrival;
        if (waiting != null) {
          waiting.lost();
        }
      }
    }
  }

  /** The end of the link to home: orders of home come here. */
  private final class HomeEnd implements Link.Handler {

    @Override
    public void frame(Link link, byte type, long id, ByteBuf payload) {
      byte[] body = ByteBufUtil.getBytes(payload);
      calls.execute(() -> answer(link, type, id, body));
    }

    private void answer(Link link, byte type, long id, byte[] body) {
      switch (type) {
        case FrameType.RUN -> run(id);
        case FrameType.MOVE -> depart(id, body);
        case FrameType.RESUME -> resume(id);
        case FrameType.RELEASE -> end("its process has moved on");
        case FrameType.STATUS -> link.reply(id, Unpooled.wrappedBuffer(LocalCounters.statusWith(jvm.world().threadCount())));
        case FrameType.SIGNAL -> GuestSignals.raise(Unpooled.wrappedBuffer(body).readInt());
        default -> link.fail(id, "frame of type " + type + " (expected: an order of home)");
      }
    }

    @Override
    public void closed(Link link, Throwable causeOrNull) {
      end("the link to home is gone" + (causeOrNull == null ? "" : ": " + causeOrNull.getMessage()));
    }
  }

  /** This end of a link to the next guest. */
  private static final class TargetEnd implements Link.Handler {
    @Override
    public void frame(Link link, byte type, long id, ByteBuf payload) {
      throw new IllegalStateException("frame of type " + type + " from the target (expected: answers only)");
    }

    @Override
    public void closed(Link link, Throwable causeOrNull) {
      // Calls under way have failed with it.
    }
  }
}
