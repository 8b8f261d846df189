package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/**
 * A daemon to a home JVM of its node, which has asked with {@link ReserveAt}.
 *
 * @param reservedOrNull null if there is no guest
 * @param refused the target was asked, and will not have the process; else it could not be asked
 * @param reason why there is no guest; empty if there is one
 */
public record ReserveAnswer(long requestId, Reserved reservedOrNull, boolean refused, String reason) implements Message {

  public static ReserveAnswer reserved(long requestId, Reserved guest) {
    return new ReserveAnswer(requestId, guest, false, "");
  }

  public static ReserveAnswer refused(long requestId, String reason) {
    return new ReserveAnswer(requestId, null, true, reason);
  }

  public static ReserveAnswer failed(long requestId, String reason) {
    return new ReserveAnswer(requestId, null, false, reason);
  }

  @Override
  public void write(Output out) {
    out.writeLong(requestId);
    out.writeBoolean(reservedOrNull != null);
    if (reservedOrNull != null) {
      reservedOrNull.write(out);
    }
    out.writeBoolean(refused);
    Fields.writeText(out, reason);
  }

  static ReserveAnswer read(Input in) throws BadMessageException {
    return new ReserveAnswer(in.readLong(), in.readBoolean() ? Reserved.read(in) : null, in.readBoolean(), Fields.readText(in));
  }
}
