package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** A tool to a daemon: how are you? Answered by {@link NodeReport}. */
public record NodeStatus() implements Message {

  @Override
  public void write(Output out) {}

  static NodeStatus read(Input in) {
    return new NodeStatus();
  }
}
