package org.mosix.info;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.mosix.link.NodeAddress;

/**
 * What a node says of itself to all that listen, when members are discovered: that it is here, and where. Whoever sends it seals it.
 *
 * <pre>
 *   byte 0  'D'   1  version   2  kind   3  bytes of the address, 4 or 16   then big-endian: node (2)  port (2)  address
 * </pre>
 */
public record Announcement(Kind kind, NodeAddress node) {

  /** Why it is said. The order is part of the format. */
  public enum Kind {
    /** It has just come, and wants to know who else is here. */
    HELLO,
    /** It is still here. */
    HERE,
    /** It ends. */
    BYE
  }

  private static final byte MAGIC = 'D';
  private static final byte VERSION = 1;
  private static final int HEADER = 8;

  public byte[] encode() throws UnknownHostException {
    byte[] address = InetAddress.getByName(node.host()).getAddress();
    return ByteBuffer.allocate(HEADER + address.length).put(MAGIC).put(VERSION).put((byte) kind.ordinal()).put((byte) address.length)
        .putShort((short) node.number()).putShort((short) node.port()).put(address).array();
  }

  /** @throws RejectedException for anything that {@link #encode} would not have made */
  static Announcement decode(byte[] message) throws RejectedException {
    int kind = message.length < HEADER ? -1 : message[2];
    if (kind < 0 || kind >= Kind.values().length || message[0] != MAGIC || message[1] != VERSION || message[3] != message.length - HEADER
        || message[3] != 4 && message[3] != 16) {
      throw malformed("no announcement of this version");
    }
    ByteBuffer in = ByteBuffer.wrap(message).position(4);
    int number = Short.toUnsignedInt(in.getShort());
    int port = Short.toUnsignedInt(in.getShort());
    byte[] address = new byte[in.remaining()];
    in.get(address);
    try {
      return new Announcement(Kind.values()[kind], new NodeAddress(number, InetAddress.getByAddress(address).getHostAddress(), port));
    } catch (IllegalArgumentException | UnknownHostException e) {
      throw malformed(e.getMessage());
    }
  }

  private static RejectedException malformed(String why) {
    return new RejectedException(Rejection.MALFORMED, "announcement: " + why);
  }
}
