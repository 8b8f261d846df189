package org.mosix.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * Where one stream of bulk data is awaited, and the secret that protects it. The receiver makes it and tells it to the sender over a
 * {@link Link}, and to nobody else; it serves one stream.
 */
public final class BulkOffer {

  static final int SECRET_BYTES = 16;
  /** Without the host. */
  private static final int LEAST_BYTES = SECRET_BYTES + 1 + 4 + 1;
  private static final int MAX_HOST_BYTES = 255;

  private final String host;
  private final int port;
  private final byte[] secret;
  private final boolean tls;

  /** @param tls whether the receiver understands {@link TlsBulkWriter}s */
  BulkOffer(String host, int port, byte[] secret, boolean tls) {
    this.host = host;
    this.port = port;
    this.secret = secret.clone();
    this.tls = tls;
  }

  String host() {
    return host;
  }

  int port() {
    return port;
  }

  byte[] secret() {
    return secret.clone();
  }

  boolean tls() {
    return tls;
  }

  /** For a frame of a link. */
  public ByteBuf encode() {
    byte[] name = host.getBytes(StandardCharsets.UTF_8);
    return Unpooled.buffer().writeBytes(secret).writeBoolean(tls).writeInt(port).writeByte(name.length).writeBytes(name);
  }

  /** Reads what {@link #encode} wrote and leaves what follows. */
  public static BulkOffer decode(ByteBuf from) throws BadFrameException {
    if (from.readableBytes() < LEAST_BYTES) {
      throw new BadFrameException("bulk offer of " + from.readableBytes() + " bytes (expected: at least " + LEAST_BYTES + ")");
    }
    byte[] secret = new byte[SECRET_BYTES];
    from.readBytes(secret);
    boolean tls = from.readBoolean();
    int port = from.readInt();
    int length = from.readUnsignedByte();
    if (port < 1 || port > 65_535 || length > MAX_HOST_BYTES || length > from.readableBytes()) {
      throw new BadFrameException("bulk offer with port " + port + " and " + length + " bytes of host (expected: 1 to 65535, what is left)");
    }
    return new BulkOffer(from.readCharSequence(length, StandardCharsets.UTF_8).toString(), port, secret, tls);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
