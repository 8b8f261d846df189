package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** A daemon that hosts a guest to the daemon of its home: does the process still exist? Answered by {@link AliveAnswer}. */
public record AliveQuery(long pid) implements Message {

  @Override
  public void write(Output out) {
    out.writeLong(pid);
  }

  static AliveQuery read(Input in) {
    return new AliveQuery(in.readLong());
  }
}
