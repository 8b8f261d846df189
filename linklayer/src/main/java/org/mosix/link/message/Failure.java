package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** A daemon to a tool: the request was not carried out. */
public record Failure(Outcome outcome, String text) implements Message {

  @Override
  public void write(Output out) {
    out.writeByte(outcome.ordinal());
    Fields.writeText(out, text);
  }

  static Failure read(Input in) throws BadMessageException {
    return new Failure(Fields.readEnum(in, Outcome.values()), Fields.readText(in));
  }
}
