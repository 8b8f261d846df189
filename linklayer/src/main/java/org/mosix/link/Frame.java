package org.mosix.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.DefaultByteBufHolder;

/** One message on a link. On the wire: int length of what follows, byte type, long id, payload; big-endian. */
final class Frame extends DefaultByteBufHolder {

  /** Bytes of type and id, counted in the length on the wire. */
  static final int TYPE_AND_ID = 1 + 8;

  static final int HEADER = 4 + TYPE_AND_ID;

  final byte type;
  final long id;

  Frame(byte type, long id, ByteBuf payload) {
    super(payload);
    this.type = type;
    this.id = id;
  }
}
