package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** The answer to {@link Reserve}: not here, not now. */
public record Refused(String reason) implements Message {

  @Override
  public void write(Output out) {
    Fields.writeText(out, reason);
  }

  static Refused read(Input in) throws BadMessageException {
    return new Refused(Fields.readText(in));
  }
}
