package org.mosix.info;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Puts datagrams under a key that the members of a cluster share. Layout, big-endian: {@code MXI1}, node (2 bytes), epoch (8), counter (8),
 * the message, and the first 16 bytes of HMAC-SHA256 (RFC 2104) of all before it. Nothing is secret, everything is proven. Not thread-safe.
 */
public final class DatagramSeal {

  static final int MAGIC = 0x4d584931;
  static final int HEADER = 4 + 2 + 8 + 8;
  static final int DIGEST = 16;

  private final Mac mac;

  /** @param key see {@link org.mosix.link.ClusterKey#derive} */
  public DatagramSeal(byte[] key) {
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every Java", e);
    }
  }

  /** What was in a datagram with a right digest. */
  record Opened(int node, long epoch, long counter, byte[] message) {}

  /**
   * @param node the sender, 1 to 65535
   * @param epoch of this run of the sender, larger than that of all its runs before
   * @param counter larger than that of all datagrams before in this run
   */
  public byte[] seal(int node, long epoch, long counter, byte[] message) {
    ByteBuffer datagram = ByteBuffer.allocate(HEADER + message.length + DIGEST);
    datagram.putInt(MAGIC).putShort((short) node).putLong(epoch).putLong(counter).put(message);
    datagram.put(digest(datagram.array()), 0, DIGEST);
    return datagram.array();
  }

  /** Whether it looks like one of {@code node} and its run {@code epoch}; proves nothing, and is good to leave one's own aside. */
  public boolean isOf(byte[] datagram, int node, long epoch) {
    return datagram.length >= HEADER + DIGEST && ByteBuffer.wrap(datagram).getInt() == MAGIC
        && Short.toUnsignedInt(ByteBuffer.wrap(datagram).getShort(4)) == node && ByteBuffer.wrap(datagram).getLong(6) == epoch;
  }

  Opened open(byte[] datagram) throws RejectedException {
    if (datagram.length < HEADER + DIGEST) {
      throw new RejectedException(Rejection.MALFORMED, datagram.length + " bytes (expected: at least " + (HEADER + DIGEST) + ")");
    }
    ByteBuffer in = ByteBuffer.wrap(datagram);
    if (in.getInt() != MAGIC) {
      throw new RejectedException(Rejection.MALFORMED, "no datagram of this protocol");
    }
    byte[] given = Arrays.copyOfRange(datagram, datagram.length - DIGEST, datagram.length);
    if (!MessageDigest.isEqual(given, Arrays.copyOf(digest(datagram), DIGEST))) {
      throw new RejectedException(Rejection.FORGED, "wrong digest");
    }
    int node = Short.toUnsignedInt(in.getShort());
    return new Opened(node, in.getLong(), in.getLong(), Arrays.copyOfRange(datagram, HEADER, datagram.length - DIGEST));
  }

  /** Of all but the last {@link #DIGEST} bytes. */
  private byte[] digest(byte[] datagram) {
    mac.update(datagram, 0, datagram.length - DIGEST);
    return mac.doFinal();
  }
}
