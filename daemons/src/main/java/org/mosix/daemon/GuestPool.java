package org.mosix.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.mosix.link.ControlChannel;
import org.mosix.link.JavaBuild;
import org.mosix.link.Reason;
import org.mosix.link.RefusedException;
import org.mosix.link.message.Register;
import org.mosix.link.message.Reserve;
import org.mosix.link.message.Reserved;
import org.mosix.link.message.Shutdown;
import org.mosix.link.message.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guest JVMs of this node. Has some warm, gives each to one process, starts others for processes that need other arguments, keeps those
 * whose process has moved on for a while, because it may come back, and ends those that nobody needs.
 */
final class GuestPool implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GuestPool.class);

  /** A cold guest is a JVM start with an agent, 2 s; on a machine with ten times the work it can do, twenty. */
  private static final Duration COLD_START = Duration.ofSeconds(45);

  /** Time to leave by itself for a guest whose process or connection is gone. */
  private static final long GRACE_MILLIS = 3000;

  /** After so many starts in a row that failed, warm guests are not tried again until one is asked for. */
  private static final int MAX_FAILURES = 3;

  private final GuestSettings settings;
  private final JavaHomes javaHomes;
  private final GuestLauncher launcher;
  private final GuestBook book;
  private final Guest.Kind warmKind = new Guest.Kind(JavaBuild.current(), List.of());
  private final Map<Long, Guest> guests = new LinkedHashMap<>();
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(Threads.named("guests"));
  private ScheduledFuture<?> refill;
  private int failures;
  private boolean closed;

  GuestPool(GuestSettings settings, JavaHomes javaHomes, GuestLauncher launcher, GuestBook book) {
    this.book = book;
    this.settings = settings;
    this.javaHomes = javaHomes;
    this.launcher = launcher;
  }

  /** Starts the warm guests, without waiting for them. */
  void fill() {
    scheduleRefill(Duration.ZERO);
  }

  /**
   * A guest for the process of {@code request}: one that has run it before, else a warm one, else a new one.
   *
   * @throws RefusedException with the reason if there is none
   */
  Reserved reserve(Reserve request) throws RefusedException {
    Optional<Guest> present = takeKept(request);
    if (present.isEmpty()) {
      requireMemory(request.heapBytes());
      present = takePresent(request);
    }
    Guest guest = present.isPresent() ? awaitRegistered(present.get()) : startFor(request);
    scheduleRefill(settings.refillDelay());
    Register at = guest.registration();
    LOG.info("guest {} is for process {} of node {}: {}", guest.pid(), request.pid(), request.homeNode(), request.command());
    return new Reserved(at.host(), at.port(), at.token(), guest.pid());
  }

  /**
   * The guest that serves the files of this node to processes of {@code javaBuild}, which must be its own too: it carries out their calls.
   *
   * @throws RefusedException with the reason if there is none
   */
  Reserved files(String javaBuild) throws RefusedException {
    Optional<Guest> present = takeForFiles(javaBuild);
    Guest guest = awaitRegistered(present.isPresent() ? present.get() : launchForFiles(javaBuild));
    scheduleRefill(settings.refillDelay());
    Register at = guest.registration();
    return new Reserved(at.host(), at.port(), at.token(), guest.pid());
  }

  private synchronized Optional<Guest> takeForFiles(String javaBuild) {
    Optional<Guest> found = Stream.of(GuestState.SERVING, GuestState.WARM, GuestState.STARTING).flatMap(state -> in(state).stream())
        .filter(guest -> guest.kind().javaBuild().equals(javaBuild)).findFirst();
    found.filter(guest -> guest.state() != GuestState.SERVING).ifPresent(this::serveFiles);
    return found;
  }

  private void serveFiles(Guest guest) {
    guest.become(GuestState.SERVING);
    LOG.info("guest {} serves the files of this node", guest.pid());
  }

  private Guest launchForFiles(String javaBuild) throws RefusedException {
    try {
      synchronized (this) {
        Guest guest = launch(java(javaBuild), new Guest.Kind(javaBuild, List.of()), null);
        serveFiles(guest);
        return guest;
      }
    } catch (IOException e) {
      throw new RefusedException("a file server cannot be started: " + e.getMessage());
    }
  }

  private Path java(String build) throws RefusedException {
    return javaHomes.find(build).orElseThrow(() -> new RefusedException("this node has no " + build
        + " (it has: " + String.join(", ", javaHomes.builds()) + "; see mosixd start --java)"));
  }

  private void requireMemory(long heapBytes) throws RefusedException {
    try {
      Memory.requireFree(heapBytes);
    } catch (RefusedException e) {
      if (!endAllKept("memory is needed")) {
        throw e;
      }
      Memory.requireFree(heapBytes);
    }
  }

  private synchronized Optional<Guest> takeKept(Reserve request) {
    Optional<Guest> found = in(GuestState.KEPT).stream().filter(guest -> request.isSameProcess(guest.hosted())).findFirst();
    found.ifPresent(guest -> take(guest, request));
    return found;
  }

  /** A warm guest, else one that is on its way to be: another one would only slow both down. */
  private synchronized Optional<Guest> takePresent(Reserve request) {
    Guest.Kind wanted = new Guest.Kind(request.javaBuild(), request.jvmArguments());
    Optional<Guest> found = Stream.concat(in(GuestState.WARM).stream(), in(GuestState.STARTING).stream())
        .filter(guest -> guest.kind().equals(wanted)).findFirst();
    found.ifPresent(guest -> take(guest, request));
    return found;
  }

  private void take(Guest guest, Reserve request) {
    guest.take(request);
    book.took(guest.pid(), request);
  }

  private Guest startFor(Reserve request) throws RefusedException {
    Path java = java(request.javaBuild());
    try {
      return awaitRegistered(launch(java, new Guest.Kind(request.javaBuild(), request.jvmArguments()), request));
    } catch (IOException e) {
      throw new RefusedException("a guest cannot be started: " + e.getMessage());
    }
  }

  private static Guest awaitRegistered(Guest guest) throws RefusedException {
    try {
      return guest.whenRegistered().get(COLD_START.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new RefusedException(Reason.of(e.getCause()));
    } catch (TimeoutException e) {
      guest.kill();
      throw new RefusedException("a guest that was started did not come up within " + COLD_START.toSeconds() + " s");
    } catch (InterruptedException e) {
      guest.kill();
      Thread.currentThread().interrupt();
      throw new RefusedException("the daemon stops");
    }
  }

  /** @param forOrNull the request a cold guest is started for */
  private synchronized Guest launch(Path java, Guest.Kind kind, Reserve forOrNull) throws IOException {
    if (closed) {
      throw new IOException("the daemon stops");
    }
    Guest guest = new Guest(launcher.launch(java, kind.jvmArguments()), kind);
    guests.put(guest.pid(), guest);
    if (forOrNull != null) {
      take(guest, forOrNull);
    }
    LOG.debug("guest {} started with {}", guest.pid(), kind.jvmArguments());
    guest.onExit().thenRun(() -> ended(guest));
    return guest;
  }

  /** A guest has connected. One that this daemon did not start has outlived another daemon, and is busy. */
  synchronized Guest register(Register registration, ControlChannel channel) {
    Guest guest = guests.get(registration.pid());
    if (guest == null) {
      ProcessHandle process = ProcessHandle.of(registration.pid())
          .orElseThrow(() -> new IllegalArgumentException("guest " + registration.pid() + " is no process of this machine"));
      guest = new Guest(process, new Guest.Kind(registration.javaBuild(), List.of()));
      guests.put(guest.pid(), guest);
      Guest found = guest;
      book.find(guest.pid()).ifPresentOrElse(found::take,
          () -> found.become(registration.command().equals(Register.FILES) ? GuestState.SERVING : GuestState.TAKEN));
      Guest adopted = guest;
      guest.onExit().thenRun(() -> ended(adopted));
    }
    guest.connected(registration, channel);
    if (guest.state() == GuestState.STARTING) {
      guest.become(GuestState.WARM);
    }
    failures = 0;
    guest.whenRegistered().complete(guest);
    return guest;
  }

  synchronized void reported(Guest guest, Status status) {
    guest.reported(status);
    if (status.state().equals(Status.LEFT) && guest.state() == GuestState.TAKEN) {
      keep(guest);
    }
  }

  /** The process of {@code guest} has moved on. */
  private void keep(Guest guest) {
    if (guest.hosted() == null) {
      end(guest, "its process has moved on, and nobody knows which it was");
      return;
    }
    guest.keep();
    List<Guest> kept = in(GuestState.KEPT);
    if (kept.size() > settings.kept()) {
      kept.stream().max(Comparator.comparingLong(Guest::takenNanos)).ifPresent(oldest -> endKept(oldest, "newer ones are kept"));
    }
    long millis = settings.keep().toMillis();
    scheduler.schedule(() -> endIfKept(guest, millis), millis, TimeUnit.MILLISECONDS);
  }

  private synchronized void endIfKept(Guest guest, long millis) {
    // It may have been taken again since, and left again.
    if (guest.state() == GuestState.KEPT && guest.takenNanos() >= TimeUnit.MILLISECONDS.toNanos(millis)) {
      endKept(guest, "its process has not come back within " + millis / 1000 + " s");
    }
  }

  /** Does nothing to a guest that is not kept any more. */
  synchronized void endKept(Guest guest, String reason) {
    if (guest.state() == GuestState.KEPT) {
      guest.become(GuestState.ENDED);
      end(guest, reason);
    }
  }

  /** Returns when they are gone, or do not go; false if there was none. */
  private boolean endAllKept(String reason) {
    List<Guest> kept = in(GuestState.KEPT);
    kept.forEach(guest -> endKept(guest, reason));
    kept.forEach(guest -> guest.onExit().completeOnTimeout(null, GRACE_MILLIS, TimeUnit.MILLISECONDS).join());
    return !kept.isEmpty();
  }

  /** The control connection of a guest is gone: it ends by itself, or is ended. */
  synchronized void disconnected(Guest guest, ControlChannel channel) {
    if (guest.isOver(channel)) {
      guest.killAfter(GRACE_MILLIS);
    }
  }

  private synchronized void ended(Guest guest) {
    guests.remove(guest.pid());
    if (!closed) {
      // the next daemon looks who lives; this one's directory may be gone
      book.ended(guest.pid());
    }
    boolean early = guest.registration() == null;
    if (guest.state() != GuestState.ENDED) {
      guest.become(GuestState.ENDED);
    }
    guest.whenRegistered().completeExceptionally(new IOException("a guest that was started ended at once; see guests.log"));
    if (early && !closed) {
      failures++;
      LOG.warn("guest {} ended before it registered; see guests.log", guest.pid());
    }
    if (!closed) {
      scheduleRefill(failures > 0 ? settings.refillDelay().multipliedBy(failures) : settings.refillDelay());
    }
  }

  /** Ends {@code guest}, whatever it does. */
  synchronized void end(Guest guest, String reason) {
    LOG.info("guest {} is told to end: {}", guest.pid(), reason);
    guest.tell(new Shutdown(reason));
    guest.killAfter(GRACE_MILLIS);
  }

  private synchronized void scheduleRefill(Duration delay) {
    if (closed) {
      return;
    }
    if (refill != null) {
      refill.cancel(false);
    }
    refill = scheduler.schedule(this::refillNow, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void refillNow() {
    if (closed || failures >= MAX_FAILURES) {
      return;
    }
    try {
      for (int present = count(GuestState.STARTING) + count(GuestState.WARM); present < settings.warm(); present++) {
        launch(javaHomes.find(warmKind.javaBuild()).orElseThrow(), warmKind, null);
      }
    } catch (IOException e) {
      failures++;
      LOG.warn("no warm guest: {}", e.toString());
    }
  }

  int count(GuestState state) {
    return in(state).size();
  }

  synchronized List<Guest> in(GuestState state) {
    return guests.values().stream().filter(guest -> guest.state() == state).toList();
  }

  /** Guests that run a process of another node, or are promised to one. */
  List<Guest> taken() {
    return in(GuestState.TAKEN);
  }

  /** Ends warm guests, and with {@code force} all; waits until they are gone. Others go on: their link is to their home. */
  void close(boolean force) {
    Collection<Guest> leaving = new ArrayList<>();
    synchronized (this) {
      closed = true;
      scheduler.shutdownNow();
      for (Guest guest : guests.values()) {
        if (guest.registration() == null) {
          guest.kill();
        } else if (force || guest.state() != GuestState.TAKEN && guest.state() != GuestState.SERVING) {
          guest.tell(new Shutdown("the node daemon stops"));
          leaving.add(guest);
        }
      }
    }
    for (Guest guest : leaving) {
      guest.onExit().completeOnTimeout(null, GRACE_MILLIS, TimeUnit.MILLISECONDS).join();
      guest.kill();
    }
  }

  @Override
  public void close() {
    close(false);
  }
}
