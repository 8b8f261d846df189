package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** Answer to {@link AliveQuery}. */
public record AliveAnswer(boolean alive) implements Message {

  @Override
  public void write(Output out) {
    out.writeBoolean(alive);
  }

  static AliveAnswer read(Input in) {
    return new AliveAnswer(in.readBoolean());
  }
}
