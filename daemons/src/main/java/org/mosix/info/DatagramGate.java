package org.mosix.info;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import org.mosix.balance.InfoMessage;

/**
 * Lets the messages of other members through, each once, and counts what it drops. One thread may use it; counts are for all.
 *
 * @param <M> what the messages are
 */
public final class DatagramGate<M> {

  /** Makes a message of bytes that {@code node} has sealed, and that speaks for no other node. */
  interface Decoder<M> {
    M decode(int node, byte[] bytes) throws RejectedException;
  }

  private final DatagramSeal seal;
  private final int self;
  private final IntPredicate members;
  private final Decoder<M> decoder;
  private final ReplayGuard guard = new ReplayGuard();
  private final AtomicLong accepted = new AtomicLong();
  private final Map<Rejection, AtomicLong> dropped = new EnumMap<>(Rejection.class);
  private volatile String lastDropped = "";

  private DatagramGate(DatagramSeal seal, int self, IntPredicate members, Decoder<M> decoder) {
    this.seal = seal;
    this.decoder = decoder;
    this.self = self;
    this.members = members;
    for (Rejection rejection : Rejection.values()) {
      dropped.put(rejection, new AtomicLong());
    }
  }

  /** @param members the nodes of the map */
  public static DatagramGate<InfoMessage> ofInformation(DatagramSeal seal, int self, IntPredicate members) {
    return new DatagramGate<>(seal, self, members, DatagramGate::information);
  }

  /** For announcements of any node that has the key, also of one that has this node's number. */
  public static DatagramGate<Announcement> ofAnnouncements(DatagramSeal seal) {
    return new DatagramGate<>(seal, 0, node -> true, DatagramGate::announcement);
  }

  /** The message of {@code datagram}; empty if it was dropped. */
  public Optional<M> admit(byte[] datagram) {
    try {
      M message = message(datagram);
      accepted.incrementAndGet();
      return Optional.of(message);
    } catch (RejectedException e) {
      dropped.get(e.rejection()).incrementAndGet();
      lastDropped = e.getMessage();
      return Optional.empty();
    }
  }

  private M message(byte[] datagram) throws RejectedException {
    DatagramSeal.Opened opened = seal.open(datagram);
    if (opened.node() == self || !members.test(opened.node())) {
      throw new RejectedException(Rejection.FOREIGN, "node " + opened.node() + " (expected: another one of the map)");
    }
    if (!guard.accept(opened.node(), opened.epoch(), opened.counter())) {
      throw new RejectedException(Rejection.REPLAYED, "node " + opened.node() + ", counter " + opened.counter() + " again, or too old");
    }
    return decoder.decode(opened.node(), opened.message());
  }

  private static InfoMessage information(int node, byte[] bytes) throws RejectedException {
    try {
      InfoMessage message = InfoMessage.decode(bytes);
      requireOwn(node, message.sender().node());
      return message;
    } catch (InfoMessage.MalformedException e) {
      throw new RejectedException(Rejection.MALFORMED, "node " + node + ": " + e.getMessage());
    }
  }

  private static Announcement announcement(int node, byte[] bytes) throws RejectedException {
    Announcement announcement = Announcement.decode(bytes);
    requireOwn(node, announcement.node().number());
    return announcement;
  }

  private static void requireOwn(int node, int speaksFor) throws RejectedException {
    if (speaksFor != node) {
      throw new RejectedException(Rejection.MALFORMED, "node " + node + " speaks for node " + speaksFor);
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
