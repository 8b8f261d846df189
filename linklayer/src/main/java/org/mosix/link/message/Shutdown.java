package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** A daemon to a guest: end. To a program: the daemon stops, the program goes on. */
public record Shutdown(String reason) implements Message {

  @Override
  public void write(Output out) {
    Fields.writeText(out, reason);
  }

  static Shutdown read(Input in) throws BadMessageException {
    return new Shutdown(Fields.readText(in));
  }
}
