package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** A daemon to a managed JVM: say your {@link Status}. */
public record StatusRequest(long requestId) implements Message {

  @Override
  public void write(Output out) {
    out.writeLong(requestId);
  }

  static StatusRequest read(Input in) {
    return new StatusRequest(in.readLong());
  }
}
