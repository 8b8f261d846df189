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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.mosix.boot.RuntimeThread;
import org.mosix.link.ClusterKey;
import org.mosix.link.JavaBuild;
import org.mosix.link.Link;
import org.mosix.link.LinkServer;
import org.mosix.link.Reason;
import org.mosix.link.message.MoveRequest;
import org.mosix.link.message.MoveResult;
import org.mosix.link.message.Outcome;
import org.mosix.link.message.Register;
import org.mosix.link.message.Reserve;
import org.mosix.link.message.ReserveAnswer;
import org.mosix.link.message.ReserveAt;
import org.mosix.link.message.Reserved;
import org.mosix.link.message.Status;
import org.mosix.link.message.Welcome;
import org.mosix.runtime.Jvm;
import org.mosix.runtime.cache.ClassCache;
import org.mosix.runtime.image.ClassPath;
import org.mosix.runtime.move.Arrival;
import org.mosix.runtime.move.Departure;
import org.mosix.runtime.move.Faults;
import org.mosix.runtime.move.FrameType;
import org.mosix.runtime.move.MoveFailure;
import org.mosix.runtime.syscall.CallCounters;
import org.mosix.runtime.syscall.Deputy;
import org.mosix.runtime.syscall.GuestProcess;
import org.mosix.runtime.syscall.LocalCounters;
import org.mosix.runtime.syscall.ProcessExit;

/**
 * The process as its home JVM sees it, wherever it runs: carries out moves, one at a time, and is the deputy while the process is away.
 */
public final class HomeProcess implements Daemon.Role {

  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final Duration COMMIT = Duration.ofSeconds(10);
  private static final long PID = ProcessHandle.current().pid();

  private final Jvm jvm;
  private final ExecutorService calls = Executors.newCachedThreadPool(work -> new RuntimeThread(work, "mosix-syscall"));
  private final ExecutorService moves = Executors.newSingleThreadExecutor(work -> new RuntimeThread(work, "mosix-move"));
  private final Absence absence;
  private final Preparation preparation;
  /** Tells this process from others that had or will have the same number. */
  private final String instance = HexFormat.of().formatHex(random());
  private volatile Welcome welcome;
  private volatile Away away;
  private volatile boolean moving;
  private volatile int migrations;
  private volatile List<String> cannotMove = List.of();
  /** Made for the first move, with all that follows: most processes never move, and all of them start. */
  private LinkServer server;
  private volatile Deputy deputy;
  private boolean knowsFacades;
  private volatile String secret;
  private volatile List<String> classPath;
  private ClusterKey key;
  /** Completed by the guest that a move leads to, when it links itself to home. */
  private volatile CompletableFuture<Guest> expected = new CompletableFuture<>();
  private volatile Reservation reservation = new Reservation(0);

  public HomeProcess(Jvm jvm) {
    this.jvm = jvm;
    this.absence = new Absence(jvm);
    this.preparation = new Preparation(jvm);
  }

  private static byte[] random() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  @Override
  public Register register() {
    return new Register(PID, Register.Kind.PROCESS, JavaBuild.current(), command(), "", 0, "");
  }

  private static String command() {
    return System.getProperty("sun.java.command", "java");
  }

  @Override
  public void joined(Welcome node, Daemon daemon) {
    welcome = node;
    status(daemon);
  }

  @Override
  public void left() {
    reservation.lost();
    jvm.log("the node daemon is gone", null);
  }

  @Override
  public void shutdown(String reason) {
    jvm.log("the node daemon stops: " + reason, null);
  }

  @Override
  public void status(Daemon daemon) {
    Away now = away;
    Deputy known = deputy;
    daemon.send(
        new Status(
            PID,
            now == null ? 0 : now.node(),
            migrations,
            now == null ? jvm.world().threadCount() : absence.threads(now),
            moving ? "moving" : now == null || now.link().isConnected() ? "running" : "cut",
            cannotMove,
            moving,
            known == null ? 0 : known.counters().calls(),
            known == null ? 0 : known.counters().bytes(),
            LocalCounters.OF_PROCESS.bytesOfNodes()));
  }

  @Override
  public void calls(Daemon daemon) {
    Deputy known = deputy;
    daemon.send((known == null ? new CallCounters() : known.counters()).report(LocalCounters.OF_PROCESS));
  }

  @Override
  public void move(MoveRequest request, Daemon daemon) {
    moves.execute(
        () -> {
          moving = true;
          MoveResult result = carryOut(request, daemon);
          moving = false;
          jvm.caches().moved(result.outcome() == Outcome.DONE);
          List<String> reasons = result.outcome() == Outcome.REFUSED ? result.text().lines().toList() : List.of();
          cannotMove = reasons;
          daemon.send(reasons.size() > 1 ? result.withText(reasons.get(0) + " (and " + (reasons.size() - 1) + " more)") : result);
          status(daemon);
        });
  }

  @Override
  public void reserved(ReserveAnswer answer) {
    reservation.answered(answer);
  }

  private MoveResult carryOut(MoveRequest request, Daemon daemon) {
    Away from = away;
    int fromNode = from == null ? 0 : from.node();
    if (from == null) {
      jvm.world().beginPreparation();
    } else {
      absence.prepareToMoveOn();
    }
    long deadline = System.nanoTime() + request.timeoutMillis() * 1_000_000;
    try {
      jvm.caches().moving();
      Moved moved = request.targetNode() == 0 ? comeHome(request, from, deadline) : goTo(request, from, deadline, daemon);
      migrations++;
      return new MoveResult(
          request.requestId(), Outcome.DONE, "", fromNode, request.targetNode(), moved.bytes(), moved.frozenNanos());
    } catch (MoveFailure e) {
      dismiss();
      if (from != null && away == from && !from.link().isOpen()) {
        String lost = "process " + PID + " is lost: its guest is gone (" + e.getMessage() + ")";
        return MoveResult.not(request.requestId(), Outcome.GONE, lost, fromNode, request.targetNode());
      }
      Outcome outcome = e.isRefusal() ? Outcome.REFUSED : System.nanoTime() - deadline < 0 ? Outcome.FAILED : Outcome.TIMEOUT;
      return MoveResult.not(request.requestId(), outcome, e.getMessage(), fromNode, request.targetNode());
    } catch (IOException | RuntimeException | LinkageError e) {
      dismiss();
      jvm.log("move failed", e);
      return MoveResult.not(request.requestId(), Outcome.FAILED, Reason.of(e), fromNode, request.targetNode());
    } finally {
      if (from != null && away == from) {
        absence.movedOn(from.link());
      }
      jvm.world().endArrival();
      jvm.world().endPreparation();
    }
  }

  /** The guest of a move that failed is not needed any more, and ends with its link; whatever it got does not run. */
  private void dismiss() {
    Guest joined = expected.getNow(null);
    Away now = away;
    if (joined != null && (now == null || now.link() != joined.link())) {
      joined.link().close();
    }
  }

  /** A guest that has linked itself to home. */
  private record Guest(Link link, Admission admission) {}

  /** What a move took. */
  record Moved(long bytes, long frozenNanos) {}

  private synchronized void listen() throws IOException {
    if (server == null) {
      Welcome node = welcome;
      deputy = new Deputy(ProcessExit.HALT);
      secret = HexFormat.of().formatHex(random());
      classPath = ClassPath.urls(System.getProperty("java.class.path", ""));
      Links.prepare();
      key = NodeKey.load(Path.of(node.keyDirectory()));
      server = LinkServer.listen(key, new InetSocketAddress(node.host(), 0), GuestEnd::new);
    }
  }

  private Moved goTo(MoveRequest request, Away from, long deadline, Daemon daemon) throws MoveFailure, IOException {
    requireConnected(from);
    Reservation asked = new Reservation(request.requestId());
    reservation = asked;
    if (!daemon.send(new ReserveAt(request.requestId(), forThisProcess()))) {
      asked.lost();
    }
    if (from == null) {
      preparation.begin();
    }
    listen();
    Reserved guest = asked.await(request.targetNode(), left(deadline));
    expected = new CompletableFuture<>();
    byte[] attach =
        new Messages.Attach(guest.token(), PID, welcome.host(), server.address().getPort(), secret, classPath,
            jvm.options().patienceMillis()).bytes();
    return from == null ? leave(request, guest, attach, deadline) : forward(request, from, guest, attach, deadline);
  }

  /**
   * Milliseconds.
   *
   * @throws MoveFailure if none are left: whoever asked for the move has been told, or will be, that it was not done
   */
  private static long left(long deadline) throws MoveFailure {
    long millis = (deadline - System.nanoTime()) / 1_000_000;
    if (millis <= 0) {
      throw MoveFailure.failed("the time for it is over", null);
    }
    return millis;
  }

  private static Duration connectTime(long deadline) throws MoveFailure {
    return Duration.ofMillis(Math.min(CONNECT.toMillis(), left(deadline)));
  }

  private Reserve forThisProcess() {
    Runtime vm = Runtime.getRuntime();
    return new Reserve(welcome.node(), PID, instance, JavaBuild.current(), vm.totalMemory() - vm.freeMemory(), JvmArguments.ofThisJvm(), command());
  }

  /** From here to a guest. */
  private Moved leave(MoveRequest request, Reserved guest, byte[] attach, long deadline) throws MoveFailure, IOException {
    InetSocketAddress target = new InetSocketAddress(guest.host(), guest.port());
    try (Link link = Link.connect(key, target, new AnswersOnly("the target"), connectTime(deadline))) {
      call(link, FrameType.ATTACH, attach, left(deadline));
      preparation.await();
      Departure departure = new Departure(jvm, link, key, left(deadline), request.sparing());
      departure.run();
      Guest home;
      try {
        home = linked(guest, left(deadline));
        absence.prepare();
        commit(home);
      } catch (MoveFailure | RuntimeException e) {
        jvm.world().resumeHere();
        absence.cancel();
        throw e;
      }
      long frozen = System.nanoTime() - departure.armedAt();
      away = new Away(request.targetNode(), home.link());
      // Not when the move is over, as others: what drops the objects waits for the classes to be saved.
      jvm.caches().moved(true);
      absence.begin(home.link());
      endIfLost();
      return new Moved(departure.bytes(), frozen);
    }
  }

  /**
   * Tells the guest to run the process. If that fails, the guest does not have it: its system calls are carried out no more, and it ends
   * with its link.
   */
  private void commit(Guest guest) throws MoveFailure {
    guest.admission().tell();
    try {
      Faults.at("run", guest.link());
      call(guest.link(), FrameType.RUN, new byte[0], jvm.options().patienceMillis() + COMMIT.toMillis());
      Faults.at("ran", guest.link());
    } catch (MoveFailure | RuntimeException e) {
      if (guest.admission().dismiss()) {
        guest.link().close();
        throw e;
      }
      jvm.log("the guest did not say so, but it runs", e);
    }
  }

  /** A guest's end that came before {@link #away} named it. */
  private void endIfLost() {
    if (!away.link().isOpen()) {
      absence.lost(null);
    }
  }

  /** From one guest to another. */
  private Moved forward(MoveRequest request, Away from, Reserved guest, byte[] attach, long deadline) throws MoveFailure {
    long timeoutMillis = left(deadline);
    byte[] move = new Messages.Move(guest.host(), guest.port(), attach, timeoutMillis, request.sparing()).bytes();
    Messages.Departed departed = departed(from, move, timeoutMillis);
    long start = System.nanoTime();
    Guest next;
    try {
      next = linked(guest, left(deadline));
      deputy.guestLeft();
      commit(next);
    } catch (MoveFailure | RuntimeException e) {
      resume(from, e);
      throw e;
    }
    away = new Away(request.targetNode(), next.link());
    absence.movedOn(next.link());
    endIfLost();
    release(from, departed);
    return new Moved(departed.bytes(), departed.frozenNanos() + System.nanoTime() - start);
  }

  private static void requireConnected(Away from) throws MoveFailure {
    if (from != null && !from.link().isConnected()) {
      throw MoveFailure.refused("the link to the guest on node " + from.node() + " is interrupted");
    }
  }

  private void release(Away left, Messages.Departed departed) {
    try {
      deputy.close(departed.leftOpen());
    } finally {
      left.link().send(FrameType.RELEASE, 0, Unpooled.EMPTY_BUFFER);
      left.link().close();
    }
  }

  /** The guest's process is ready at its target, and stopped at the guest. If not, or if the guest does not say so, it runs there. */
  private Messages.Departed departed(Away from, byte[] move, long timeoutMillis) throws MoveFailure {
    try {
      byte[] answer = call(from.link(), FrameType.MOVE, move, timeoutMillis + COMMIT.toMillis());
      Faults.at("moved", from.link());
      Messages.Departed departed = Messages.Departed.read(answer);
      LocalCounters.addTaken(departed.counts());
      return departed;
    } catch (MoveFailure | RuntimeException e) {
      resume(from, e);
      throw e;
    }
  }

  /** The move came to nothing: the process runs on where it was. */
  private void resume(Away from, Exception why) {
    try {
      call(from.link(), FrameType.RESUME, new byte[0], COMMIT.toMillis());
    } catch (MoveFailure e) {
      why.addSuppressed(e);
    }
  }

  /** From a guest to here. */
  private Moved comeHome(MoveRequest request, Away from, long deadline) throws MoveFailure {
    if (from == null) {
      throw MoveFailure.refused("the process is at home");
    }
    if (jvm.world().awaitsRun()) {
      throw MoveFailure.refused("an attempt to come home was given up too late: its threads wait here");
    }
    requireConnected(from);
    absence.awaitDropped();
    prepareForGuestObjects();
    long timeoutMillis = left(deadline);
    jvm.mainThread().renew();
    byte[] move = new Messages.Move("", 0, new byte[0], timeoutMillis, request.sparing()).bytes();
    Messages.Departed departed;
    try {
      departed = departed(from, move, timeoutMillis);
    } catch (MoveFailure | RuntimeException e) {
      jvm.world().arrivalFailed();
      throw e;
    }
    long start = System.nanoTime();
    deputy.guestLeft();
    away = null;
    boolean hasMain = jvm.mainThread().object().isAlive();
    absence.end();
    jvm.world().run();
    if (!hasMain) {
      jvm.mainThread().endedElsewhere();
    }
    long frozen = departed.frozenNanos() + System.nanoTime() - start;
    release(from, departed);
    return new Moved(departed.bytes(), frozen);
  }

  /** A lambda that a guest made of a system call's method reference calls the facade. */
  private void prepareForGuestObjects() {
    if (!knowsFacades) {
      GuestProcess.prepare(ClassCache.none(), jvm.jar().getAbsolutePath());
      knowsFacades = true;
    }
  }

  private Guest linked(Reserved reserved, long timeoutMillis) throws MoveFailure {
    try {
      Guest guest = expected.get(timeoutMillis, TimeUnit.MILLISECONDS);
      guest.link().expect(new InetSocketAddress(reserved.host(), reserved.port()));
      return guest;
    } catch (ExecutionException | TimeoutException e) {
      throw MoveFailure.failed("the guest did not link itself to its home", e);
    } catch (InterruptedException e) {
      throw MoveFailure.failed("interrupted", e);
    }
  }

  private static byte[] call(Link link, byte type, byte[] body, long timeoutMillis) throws MoveFailure {
    return Calls.call(link, type, body, timeoutMillis);
  }

  /** This end of a guest's link: system calls, and the image when the process comes home. */
  private final class GuestEnd implements Link.Handler {

    private final Admission admission = new Admission();
    private final Deputy.Stay stay = deputy.stay();
    private boolean joined;
    private Arrival arrival;

    @Override
    public void frame(Link link, byte type, long id, ByteBuf payload) {
      if (!joined && type != FrameType.JOIN) {
        throw new IllegalStateException("frame of type " + type + " (expected: JOIN first)");
      }
      byte[] body = ByteBufUtil.getBytes(payload);
      if (type == FrameType.JOIN) {
        join(link, id, body);
      } else {
        calls.execute(() -> answer(link, type, id, body));
      }
    }

    private synchronized Arrival arrival() {
      if (arrival == null) {
        arrival = new Arrival(jvm, welcome.host(), key);
      }
      return arrival;
    }

    /** One process has come; another attempt, after one that failed, has the classes of that. */
    private synchronized void forget(Arrival complete) {
      arrival = arrival == complete ? null : arrival;
    }

    private void join(Link link, long id, byte[] body) {
      if (!MessageDigest.isEqual(Messages.of(secret), body)) {
        link.fail(id, "this is not the process you look for");
        link.close();
        return;
      }
      joined = true;
      link.reply(id, Unpooled.EMPTY_BUFFER);
      expected.complete(new Guest(link, admission));
    }

    private void answer(Link link, byte type, long id, byte[] body) {
      switch (type) {
        case FrameType.SYSCALL -> {
          if (admission.admits()) {
            link.reply(id, Unpooled.wrappedBuffer(stay.execute(body)));
          }
        }
        case FrameType.CLASSES -> arrival().classes(link, id, body);
        case FrameType.OFFER -> arrival().offer(link, id);
        case FrameType.IMAGE -> {
          Arrival at = arrival();
          if (at.end(link, id)) {
            forget(at);
          }
        }
        default -> link.fail(id, "frame of type " + type + " (expected: a system call or an image)");
      }
    }

    @Override
    public void closed(Link link, Throwable causeOrNull) {
      stay.end();
      synchronized (this) {
        if (arrival != null) {
          arrival.lost();
        }
      }
      Away now = away;
      if (now != null && now.link() == link) {
        absence.lost(causeOrNull);
      }
    }
  }
}
