package org.mosix.balance;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.mosix.balance.InfoWindow.Entry;

/**
 * One message of the information daemon: what the sender tells of itself, then the newest it has heard of others. Its size depends on
 * {@link Tunable#HEARSAY} alone: records that are missing are zeros. Whoever sends it seals it; there is no secret and no proof in here.
 *
 * <pre>
 *   byte 0  'M'   1  version   2  records present   3  records in all
 *   then per record, big-endian, 44 bytes: age ms (4)  node (2)  flags (2)  cpus (2)  guests (2)  speed (4)  load (4, float)
 *     long load (4, float)  memory total, memory free, swap total, swap free (5 each, KiB)
 * </pre>
 *
 * @param records the sender's own first
 */
public record InfoMessage(List<Told> records) {

  /** What a node told of itself, {@code ageMillis} before the message was sent. */
  public record Told(NodeInfo info, long ageMillis) {}

  /** A message that cannot be one: what is wrong with it, and what was expected. */
  public static final class MalformedException extends Exception {

    private static final long serialVersionUID = 1;

    MalformedException(String message) {
      super(message);
    }
  }

  static final int HEADER = 4;
  static final int RECORD = 44;
  static final int MAX_RECORDS = 16;
  private static final byte MAGIC = 'M';
  private static final byte VERSION = 1;
  private static final long MAX_KIB = (1L << 40) - 1;
  private static final long MAX_AGE = 0xffff_ffffL;

  public InfoMessage {
    records = List.copyOf(records);
    if (records.isEmpty() || records.size() > MAX_RECORDS) {
      throw new IllegalArgumentException("records: " + records.size() + " (expected: 1 to " + MAX_RECORDS + ")");
    }
  }

  /** The message of a node about itself, with the newest of what it has heard. */
  public static InfoMessage of(NodeInfo self, List<Entry> newestFirst, long nowMillis, Tuning tuning) {
    List<Told> records = new ArrayList<>();
    records.add(new Told(self, 0));
    newestFirst.stream().limit(tuning.count(Tunable.HEARSAY)).forEach(entry -> records.add(new Told(entry.info(), entry.ageMillis(nowMillis))));
    return new InfoMessage(records);
  }

  public NodeInfo sender() {
    return records.get(0).info();
  }

  /** Bytes of every message under {@code tuning}. */
  public static int size(Tuning tuning) {
    return HEADER + RECORD * (1 + tuning.count(Tunable.HEARSAY));
  }

  public byte[] encode(Tuning tuning) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.max(size(tuning), HEADER + RECORD * records.size()));
    bytes.put(MAGIC).put(VERSION).put((byte) records.size()).put((byte) ((bytes.capacity() - HEADER) / RECORD));
    for (Told told : records) {
      NodeInfo info = told.info;
      bytes.putInt((int) Math.min(MAX_AGE, Math.max(0, told.ageMillis)));
      bytes.putShort((short) info.node()).putShort((short) NodeFlag.bits(info.flags())).putShort((short) info.cpus());
      bytes.putShort((short) info.guests()).putInt(info.speed()).putFloat((float) info.load()).putFloat((float) info.longLoad());
      putKib(bytes, info.memoryTotal(), 1);
      putKib(bytes, info.memoryFree(), 0);
      putKib(bytes, info.swapTotal(), 0);
      putKib(bytes, info.swapFree(), 0);
    }
    return bytes.array();
  }

  private static void putKib(ByteBuffer bytes, long value, long least) {
    long kib = Math.max(least, Math.min(MAX_KIB, value >> 10));
    bytes.put((byte) (kib >> 32)).putInt((int) kib);
  }

  /** @throws MalformedException for anything that {@link #encode} would not have made */
  public static InfoMessage decode(byte[] message) throws MalformedException {
    if (message.length < HEADER) {
      throw new MalformedException("message: " + message.length + " bytes (expected: " + HEADER + " and records of " + RECORD + ")");
    }
    ByteBuffer bytes = ByteBuffer.wrap(message);
    int magic = bytes.get();
    int version = bytes.get();
    if (magic != MAGIC || version != VERSION) {
      throw new MalformedException("message: kind " + magic + ", version " + version + " (expected: " + MAGIC + ", " + VERSION + ")");
    }
    int present = Byte.toUnsignedInt(bytes.get());
    int all = Byte.toUnsignedInt(bytes.get());
    if (present < 1 || present > all || all > MAX_RECORDS || message.length != HEADER + all * RECORD) {
      throw new MalformedException("message: " + present + " of " + all + " records in " + message.length + " bytes (expected: 1 to "
          + MAX_RECORDS + " records of " + RECORD + " bytes after " + HEADER + ")");
    }
    List<Told> records = new ArrayList<>(present);
    for (int i = 0; i < present; i++) {
      records.add(record(bytes, i));
    }
    while (bytes.hasRemaining()) {
      if (bytes.get() != 0) {
        throw new MalformedException("message: byte " + (bytes.position() - 1) + " is set (expected: zeros behind " + present + " records)");
      }
    }
    return new InfoMessage(records);
  }

  private static Told record(ByteBuffer bytes, int index) throws MalformedException {
    long age = Integer.toUnsignedLong(bytes.getInt());
    int node = Short.toUnsignedInt(bytes.getShort());
    int flags = Short.toUnsignedInt(bytes.getShort());
    int cpus = Short.toUnsignedInt(bytes.getShort());
    int guests = Short.toUnsignedInt(bytes.getShort());
    try {
      return new Told(new NodeInfo(node, cpus, bytes.getInt(), bytes.getFloat(), bytes.getFloat(), kib(bytes), kib(bytes), kib(bytes),
          kib(bytes), guests, NodeFlag.of(flags)), age);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("record " + index + ": " + e.getMessage());
    }
  }

  private static long kib(ByteBuffer bytes) {
    long high = Byte.toUnsignedLong(bytes.get());
    return (high << 32 | Integer.toUnsignedLong(bytes.getInt())) << 10;
  }
}
