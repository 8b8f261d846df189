package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** A daemon to a process: say your {@link CallsReport}. */
public record CallsRequest() implements Message {

  @Override
  public void write(Output out) {
    // Nothing to add.
  }

  static CallsRequest read(Input in) {
    return new CallsRequest();
  }
}
