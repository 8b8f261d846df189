package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** A tool to a daemon: which processes do you know? Answered by {@link ProcessList}. */
public record ListProcesses() implements Message {

  @Override
  public void write(Output out) {}

  static ListProcesses read(Input in) {
    return new ListProcesses();
  }
}
