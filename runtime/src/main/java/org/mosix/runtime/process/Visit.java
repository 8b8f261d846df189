package org.mosix.runtime.process;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.mosix.boot.RuntimeThread;
import org.mosix.boot.SignalGate;
import org.mosix.link.ClusterKey;
import org.mosix.link.Link;
import org.mosix.link.Reason;
import org.mosix.runtime.Jvm;
import org.mosix.runtime.image.ZipSources;
import org.mosix.runtime.move.Departure;
import org.mosix.runtime.move.FrameType;
import org.mosix.runtime.move.MoveFailure;
import org.mosix.runtime.syscall.LocalCounters;

/**
 * A process in a guest, from the moment that its source announces it until home releases the guest, and this end of the link to its home:
 * orders of home come here.
 */
final class Visit implements Link.Handler {

  static final Duration CONNECT = Duration.ofSeconds(15);

  private static final Duration SENT = Duration.ofMillis(100);

  /** Who is visited. Called by threads of the visit. */
  interface Host {
    /** The process runs here. */
    void runs();

    /** The process has moved on, and home needs this guest no more. */
    void released(Visit visit);

    /** The link to home has ended before. */
    void lost(String why);
  }

  private static final ExecutorService CALLS = Executors.newCachedThreadPool(work -> new RuntimeThread(work, "mosix-call"));

  private final Jvm jvm;
  private final ClusterKey key;
  private final Host host;
  private final String secret;
  /** The last one of home to send the process on; null before. */
  private volatile DepartureOrder order;
  private final Link home;
  /** Of home, that were not given to the program's handlers yet. */
  private int signals;
  private volatile boolean running;
  private volatile boolean released;

  /** Links this JVM to the home that {@code attach} names. */
  Visit(Jvm jvm, ClusterKey key, Host host, Messages.Attach attach) throws IOException {
    this.jvm = jvm;
    this.key = key;
    this.host = host;
    this.secret = attach.secret();
    this.home = Link.connectLasting(key, new InetSocketAddress(attach.host(), attach.port()), this, CONNECT,
        Duration.ofMillis(attach.patienceMillis()));
  }

  /** Runs {@code work} on a thread of its own. */
  static void later(Runnable work) {
    CALLS.execute(work);
  }

  /** Makes home know this guest. */
  void join() throws MoveFailure {
    Calls.call(home, FrameType.JOIN, Messages.of(secret), CONNECT.toMillis());
  }

  /** True if {@code attach} is of the same process as this visit. */
  boolean isSameProcess(Messages.Attach attach) {
    return MessageDigest.isEqual(Messages.of(secret), Messages.of(attach.secret()));
  }

  Link home() {
    return home;
  }

  boolean isRunning() {
    return running;
  }

  @Override
  public void frame(Link link, byte type, long id, ByteBuf payload) {
    byte[] body = ByteBufUtil.getBytes(payload);
    switch (type) {
      // Known at once: the end of the link follows.
      case FrameType.RELEASE -> released = true;
      case FrameType.SIGNAL -> begun();
      // What follows may take it back before it is carried out.
      case FrameType.MOVE -> order = new DepartureOrder();
      default -> { }
    }
    DepartureOrder now = order;
    later(() -> answer(link, type, id, body, now));
  }

  private void answer(Link link, byte type, long id, byte[] body, DepartureOrder orderOrNull) {
    switch (type) {
      case FrameType.RUN -> run(id);
      case FrameType.MOVE -> depart(id, body, orderOrNull);
      case FrameType.RESUME -> resume(id, orderOrNull);
      case FrameType.RELEASE -> host.released(this);
      case FrameType.STATUS -> link.reply(id, Unpooled.wrappedBuffer(LocalCounters.statusWith(jvm.world().threadCount())));
      case FrameType.SIGNAL -> raise(Unpooled.wrappedBuffer(body).readInt());
      default -> link.fail(id, "frame of type " + type + " (expected: an order of home)");
    }
  }

  private synchronized void begun() {
    signals++;
  }

  private void raise(int signal) {
    try {
      SignalGate.raise(signal);
    } finally {
      ended();
    }
  }

  private synchronized void ended() {
    signals--;
    notifyAll();
  }

  /** Signals that home sent before its order to depart are handled here. */
  private synchronized void awaitSignals(long millis) throws MoveFailure {
    long end = System.nanoTime() + millis * 1_000_000;
    for (long left = millis; signals > 0; left = (end - System.nanoTime()) / 1_000_000) {
      if (left <= 0) {
        throw MoveFailure.failed("handlers of signals cannot be started", null);
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        throw MoveFailure.failed("interrupted", e);
      }
    }
  }

  @Override
  public void closed(Link link, Throwable causeOrNull) {
    if (!released) {
      host.lost("the link to home is gone" + (causeOrNull == null ? "" : ": " + causeOrNull.getMessage()));
    }
  }

  private void run(long id) {
    running = true;
    boolean hasMain = jvm.mainThread().object().isAlive();
    home.reply(id, Unpooled.EMPTY_BUFFER);
    jvm.world().run();
    // Home counts the process as frozen until it has this; a change of the polls stops all threads.
    home.awaitSent(SENT);
    jvm.world().endArrival();
    if (!hasMain) {
      jvm.mainThread().endedElsewhere();
    }
    host.runs();
    jvm.caches().moved(true);
  }

  /** Sends the process on, to another guest or home. */
  private void depart(long id, byte[] body, DepartureOrder wanted) {
    jvm.world().beginPreparation();
    try {
      Messages.Move move = Messages.Move.read(body);
      if (move.host().isEmpty()) {
        depart(home, id, move, wanted);
        return;
      }
      try (Link target = Link.connect(key, new InetSocketAddress(move.host(), move.port()), new AnswersOnly("the target"), CONNECT)) {
        Calls.call(target, FrameType.ATTACH, move.attach(), move.timeoutMillis());
        depart(target, id, move, wanted);
      }
    } catch (MoveFailure e) {
      home.fail(id, (e.isRefusal() ? Calls.REFUSED : "") + e.getMessage());
    } catch (IOException | RuntimeException | LinkageError e) {
      jvm.log("departure failed", e);
      home.fail(id, Reason.of(e));
    } finally {
      jvm.world().endPreparation();
    }
  }

  private void depart(Link target, long id, Messages.Move move, DepartureOrder wanted) throws MoveFailure {
    wanted.requireWanted();
    Departure departure = new Departure(jvm, target, key, move.timeoutMillis(), move.sparing());
    awaitSignals(move.timeoutMillis());
    departure.run();
    int[] leftOpen = ZipSources.leave();
    if (!wanted.departed()) {
      stayed();
      throw DepartureOrder.takenBack();
    }
    long frozen = System.nanoTime() - departure.armedAt();
    home.reply(id, Unpooled.wrappedBuffer(new Messages.Departed(departure.bytes(), frozen, leftOpen, LocalCounters.taken()).bytesOf()));
  }

  /** Home did not get the answer to its order to depart, or could not use it: the process runs on here, at the latest when it has stopped. */
  private void resume(long id, DepartureOrder orderOrNull) {
    if (orderOrNull != null && orderOrNull.takeBack()) {
      stayed();
    }
    home.reply(id, Unpooled.EMPTY_BUFFER);
  }

  private void stayed() {
    ZipSources.stay();
    jvm.world().resumeHere();
  }
}
