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
import java.util.concurrent.CountDownLatch;
import org.mosix.boot.RuntimeThread;
import org.mosix.boot.SignalGate;
import org.mosix.link.ClusterKey;
import org.mosix.link.JavaBuild;
import org.mosix.link.Link;
import org.mosix.link.LinkServer;
import org.mosix.link.NodeFiles;
import org.mosix.link.Reason;
import org.mosix.link.RunDirectory;
import org.mosix.link.message.MoveRequest;
import org.mosix.link.message.Register;
import org.mosix.link.message.ReserveAnswer;
import org.mosix.link.message.Status;
import org.mosix.link.message.Welcome;
import org.mosix.runtime.Jvm;
import org.mosix.runtime.image.ClassPath;
import org.mosix.runtime.image.ZipSources;
import org.mosix.runtime.move.Arrival;
import org.mosix.runtime.move.FrameType;
import org.mosix.runtime.move.MoveFailure;
import org.mosix.runtime.syscall.FileServer;
import org.mosix.runtime.syscall.GuestProcess;
import org.mosix.runtime.syscall.NodeConfiguration;

/**
 * A guest: waits for a process and runs it. When that has moved on, the guest stays for a while for the same process, with its classes;
 * it takes no other. It ends when its home or its daemon says so.
 */
public final class GuestJvm implements Daemon.Role, Visit.Host {

  private static final long PID = ProcessHandle.current().pid();

  private final Jvm jvm;
  private final String host;
  private final String token = HexFormat.of().formatHex(random());
  private final ClusterKey key;
  private final Path keyDirectory;
  private final LinkServer server;
  private final Rehearsal rehearsal;
  private final Vacancy vacancy;
  private volatile Daemon daemon;
  /** The process that is here or coming; null while none is. */
  private volatile Visit visit;
  /** The last one that has moved on; null before. */
  private Visit last;
  /** Keeps the VM running while no thread of a program does. */
  private RuntimeThread keeper;
  /** Not null once this JVM serves files instead of waiting for a process. */
  private FileService files;
  private NodeFileLinks nodeFiles;

  /** @param host address to listen at */
  public GuestJvm(Jvm jvm, String host, Path keyDirectory) throws IOException {
    this.jvm = jvm;
    this.rehearsal = new Rehearsal(jvm);
    this.host = host;
    this.keyDirectory = keyDirectory;
    this.key = NodeKey.load(keyDirectory);
    this.vacancy = new Vacancy(jvm, System::gc);
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
    if (servesFiles() && !key.isIn(keyDirectory)) {
      // It outlives a daemon, to serve those that are still linked to it; nobody who has the new key could link to it.
      end("the node has another cluster key now");
    }
    status(to);
  }

  @Override
  public void move(MoveRequest request, Daemon to) {
    throw new IllegalStateException("a move request to a guest (expected: to the home of its process)");
  }

  @Override
  public void reserved(ReserveAnswer answer) {
    throw new IllegalStateException("a guest for a guest (expected: for the home of its process)");
  }

  @Override
  public void status(Daemon to) {
    Visit now = visit;
    int threads = now != null && now.isRunning() ? jvm.world().threadCount() : 0;
    tell(to, servesFiles() ? Register.FILES : now != null ? "running" : Status.WAITING, threads);
  }

  private static void tell(Daemon to, String state, int threads) {
    to.send(new Status(PID, 0, 0, threads, state, List.of(), false, 0, 0, Map.of()));
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
    if (visit == null && !servesFiles()) {
      end("the node daemon is gone");
    }
  }

  private void end(String why) {
    jvm.log("guest " + PID + " ends: " + why, null);
    org.mosix.boot.Sys.attach(null);
    Runtime.getRuntime().halt(0);
  }

  private Arrival attach(byte[] body) throws MoveFailure, IOException {
    Messages.Attach attach = Messages.Attach.read(body);
    jvm.caches().moving();
    Visit coming;
    synchronized (this) {
      boolean free = visit == null && files == null && (last == null || last.isSameProcess(attach));
      if (!MessageDigest.isEqual(Messages.of(attach.token()), Messages.of(token)) || !free) {
        throw MoveFailure.failed("the token is not that of a free guest", null);
      }
      vacancy.awaitDropped();
      if (last != null) {
        jvm.mainThread().renew();
      }
      coming = new Visit(jvm, key, this, attach);
      visit = coming;
    }
    coming.join();
    rehearsal.end();
    nodeFiles = new NodeFileLinks(runDirectory(), jvm::world, Duration.ofMillis(attach.patienceMillis()));
    GuestProcess.attach(new HomeCalls(coming.home(), jvm.world()), nodeFiles, daemon::node, new NodeConfiguration(NodeFiles.file(runDirectory())));
    // This JVM's own jar files may have the same names at home.
    ZipSources.forget();
    ClassPath.adopt(attach.classPath());
    return new Arrival(jvm, host, key);
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
      if (visit != null || last != null) {
        throw MoveFailure.failed("this guest is of a process", null);
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

  @Override
  public void runs() {
    synchronized (this) {
      if (keeper != null) {
        keeper.interrupt();
        keeper = null;
      }
    }
    status(daemon);
  }

  @Override
  public void released(Visit visitor) {
    synchronized (this) {
      last = visitor;
      keeper = new Keeper();
      keeper.start();
      vacancy.begin();
      SignalGate.open();
      GuestProcess.detach();
      nodeFiles.close();
      visit = null;
    }
    // Said once: when it is asked it waits, for this process or, before the first, for any.
    tell(daemon, Status.LEFT, 0);
  }

  @Override
  public void lost(String why) {
    end(why);
  }

  /** The VM ends with the last thread that is no daemon, and the program's have ended here. */
  private static final class Keeper extends RuntimeThread {
    Keeper() {
      super(Keeper::await, "mosix-keeper");
      setDaemon(false);
    }

    private static void await() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        // The process is back.
        return;
      }
    }
  }

  /** The end of a link on which a source sends a process here. */
  private final class SourceEnd implements Link.Handler {

    private boolean attached;
    private volatile Arrival arrival;
    private volatile FileService.Client client;

    @Override
    public void frame(Link link, byte type, long id, ByteBuf payload) {
      if (!attached && type != FrameType.ATTACH && type != FrameType.FILES) {
        throw new IllegalStateException("frame of type " + type + " (expected: ATTACH or FILES first)");
      }
      attached = true;
      byte[] body = ByteBufUtil.getBytes(payload);
      Visit.later(() -> answer(link, type, id, body));
    }

    private void answer(Link link, byte type, long id, byte[] body) {
      try {
        switch (type) {
          case FrameType.ATTACH -> {
            arrival = attach(body);
            link.reply(id, Unpooled.EMPTY_BUFFER);
          }
          case FrameType.FILES -> {
            client = serve(body);
            link.reply(id, Unpooled.EMPTY_BUFFER);
          }
          case FrameType.SYSCALL -> requireClient(type).answer(link, id, body);
          case FrameType.CLASSES -> requireArrival(type).classes(link, id, body);
          case FrameType.OFFER -> requireArrival(type).offer(link, id);
          case FrameType.IMAGE -> requireArrival(type).end(link, id);
          default -> throw new IOException("frame of type " + type + " (expected: of an arriving process)");
        }
      } catch (MoveFailure | IOException | RuntimeException | Error e) {
        jvm.log("arrival failed", e);
        link.fail(id, Reason.of(e));
        link.close();
      }
    }

    private Arrival requireArrival(byte type) throws IOException {
      if (arrival == null) {
        throw new IOException("frame of type " + type + " (expected: the answer to ATTACH first)");
      }
      return arrival;
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
      } else if (arrival != null) {
        // Committed or not is for home to say; when it is not, it ends this guest's link.
        arrival.lost();
      }
    }
  }
}
