package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/**
 * A tool to a daemon: stop. Answered by {@link NodeReport} before the daemon ends.
 *
 * @param force end guests that run a process too; without it they go on
 */
public record StopDaemon(boolean force) implements Message {

  @Override
  public void write(Output out) {
    out.writeBoolean(force);
  }

  static StopDaemon read(Input in) {
    return new StopDaemon(in.readBoolean());
  }
}
