package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/**
 * The answer to {@link Reserve}: this guest is yours for the next minute.
 *
 * @param token to be shown to the guest
 */
public record Reserved(String host, int port, String token, long guestPid) implements Message {

  /** Without the token. */
  @Override
  public String toString() {
    return "guest " + guestPid + " at " + host + ":" + port;
  }

  @Override
  public void write(Output out) {
    Fields.writeText(out, host);
    out.writeInt(port);
    Fields.writeText(out, token);
    out.writeLong(guestPid);
  }

  static Reserved read(Input in) throws BadMessageException {
    return new Reserved(Fields.readText(in), in.readInt(), Fields.readText(in), in.readLong());
  }
}
