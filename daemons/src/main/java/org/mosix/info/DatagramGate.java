package org.mosix.info;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import org.mosix.balance.InfoMessage;

/** Lets the messages of other members through, each once, and counts what it drops. One thread may use it; counts are for all. */
public final class DatagramGate {

  private final DatagramSeal seal;
  private final int self;
  private final IntPredicate members;
  private final ReplayGuard guard = new ReplayGuard();
  private final AtomicLong accepted = new AtomicLong();
  private final Map<Rejection, AtomicLong> dropped = new EnumMap<>(Rejection.class);
  private volatile String lastDropped = "";

  /** @param members the nodes of the map */
  public DatagramGate(DatagramSeal seal, int self, IntPredicate members) {
    this.seal = seal;
    this.self = self;
    this.members = members;
    for (Rejection rejection : Rejection.values()) {
      dropped.put(rejection, new AtomicLong());
    }
  }

  /** The message of {@code datagram}; empty if it was dropped. */
  public Optional<InfoMessage> admit(byte[] datagram) {
    try {
      InfoMessage message = message(datagram);
      accepted.incrementAndGet();
      return Optional.of(message);
    } catch (RejectedException e) {
      dropped.get(e.rejection()).incrementAndGet();
      lastDropped = e.getMessage();
      return Optional.empty();
    }
  }

  private InfoMessage message(byte[] datagram) throws RejectedException {
    DatagramSeal.Opened opened = seal.open(datagram);
    if (opened.node() == self || !members.test(opened.node())) {
      throw new RejectedException(Rejection.FOREIGN, "node " + opened.node() + " (expected: another one of the map)");
    }
    if (!guard.accept(opened.node(), opened.epoch(), opened.counter())) {
      throw new RejectedException(Rejection.REPLAYED, "node " + opened.node() + ", counter " + opened.counter() + " again, or too old");
    }
    try {
      InfoMessage message = InfoMessage.decode(opened.message());
      if (message.sender().node() != opened.node()) {
        throw new RejectedException(Rejection.MALFORMED, "node " + opened.node() + " speaks for node " + message.sender().node());
      }
      return message;
    } catch (InfoMessage.MalformedException e) {
      throw new RejectedException(Rejection.MALFORMED, "node " + opened.node() + ": " + e.getMessage());
    }
  }

  public long accepted() {
    return accepted.get();
  }

  public long dropped(Rejection rejection) {
    return dropped.get(rejection).get();
  }

  /** What was wrong with the last one that was dropped; empty if none was. */
  public String lastDropped() {
    return lastDropped;
  }

  /** Nodes whose counters are kept. */
  int senders() {
    return guard.size();
  }

  /** Remembers counters over a restart, so that old datagrams stay old. */
  public void save(Path file) throws IOException {
    guard.save(file);
  }

  /** Reads what {@link #save} wrote. */
  public void load(Path file) throws IOException {
    guard.load(file);
  }
}
