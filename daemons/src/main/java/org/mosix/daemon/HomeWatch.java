package org.mosix.daemon;

import com.google.gson.Gson;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.mosix.link.ClusterKey;
import org.mosix.link.NodeChannel;
import org.mosix.link.message.Administer;
import org.mosix.link.message.AliveAnswer;
import org.mosix.link.message.AliveQuery;
import org.mosix.link.message.Records;
import org.mosix.link.message.Reserve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends guests whose home process is gone, and those that were promised and never reached, at once if the process is known to run elsewhere. Guests notice a lost home link by themselves;
 * this is for the rest, and for those that are kept. Only a home daemon that answers "gone" twice counts: an unreachable one says nothing.
 */
final class HomeWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HomeWatch.class);
  private static final Gson GSON = new Gson();
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int TIMES = 2;

  private final Membership membership;
  private final Reach reach;
  private final Duration interval;
  private final Duration reservation;
  private final ClusterKey key;
  private final GuestPool guests;
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(Threads.named("home-watch"));

  HomeWatch(DaemonSettings settings, Membership membership, Reach reach, ClusterKey key, GuestPool guests) {
    this.reach = reach;
    this.membership = membership;
    this.interval = settings.homeWatchInterval();
    this.reservation = settings.reservation();
    this.key = key;
    this.guests = guests;
  }

  void start() {
    scheduler.scheduleWithFixedDelay(this::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    for (Guest guest : guests.taken()) {
      Reserve hosted = guest.hosted();
      if (hosted != null && membership.find(hosted.homeNode()).isPresent()) {
        look(guest, hosted.pid(), hosted.homeNode());
      }
      if (hosted != null) {
        endIfNeverReached(guest);
      }
    }
    guests.in(GuestState.KEPT).stream().filter(guest -> membership.find(guest.hosted().homeNode()).isPresent()).forEach(this::lookAtKept);
  }

  /** Nothing is lost with a kept guest: one answer is enough. */
  private void lookAtKept(Guest guest) {
    Reserve hosted = guest.hosted();
    try (NodeChannel channel = reach.connect(key, hosted.homeNode(), PATIENCE)) {
      if (!channel.ask(new AliveQuery(hosted.pid()), AliveAnswer.class, PATIENCE).alive()) {
        guests.endKept(guest, "process " + hosted.pid() + " of node " + hosted.homeNode() + " is gone");
      }
    } catch (IOException e) {
      LOG.debug("home of guest {}: {}", guest.pid(), e.getMessage());
    }
  }

  /** A move may fail between the promise and its use; the process goes on elsewhere and tells nobody. */
  private void endIfNeverReached(Guest guest) {
    if (guest.takenNanos() > reservation.toNanos() && guest.saysItWaits(PATIENCE)) {
      guests.end(guest, "no process came within " + reservation.toSeconds() + " s");
    }
  }

  private void look(Guest guest, long pid, int home) {
    try (NodeChannel channel = reach.connect(key, home, PATIENCE)) {
      boolean alive = channel.ask(new AliveQuery(pid), AliveAnswer.class, PATIENCE).alive();
      if (guest.homeMissing(!alive) == TIMES) {
        guests.end(guest, "process " + pid + " of node " + home + " is gone");
      } else if (alive && guest.homeWord() == null) {
        endIfElsewhere(guest, pid, home, channel);
      }
    } catch (IOException e) {
      LOG.debug("home of guest {}: {}", guest.pid(), e.getMessage());
    }
  }

  /** It was promised for a move that came to nothing: the home has never said that the process is here. */
  private void endIfElsewhere(Guest guest, long pid, int home, NodeChannel channel) throws IOException {
    String answer = channel.ask(new Administer(Verb.PROCESSES.wireName(), List.of()), Records.class, PATIENCE).json();
    Optional<ProcessRecord> elsewhere = Stream.of(GSON.fromJson(answer, ProcessRecord[].class))
        .filter(process -> process.pid() == pid && process.home() == home && process.node() != membership.self() && process.state().equals("running"))
        .findFirst();
    // Asked last, and the guest itself: the process may be arriving while its home's daemon still knows it in another place.
    if (guest.homeElsewhere(elsewhere.isPresent()) >= TIMES && guest.saysItWaits(PATIENCE)) {
      guests.end(guest, "process " + pid + " of node " + home + " did not come, it runs on node " + elsewhere.get().node());
    }
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }
}
