package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/**
 * A tool to a daemon, or one daemon to another: move a process. Answered by {@link MoveResult} or {@link Failure}.
 *
 * @param pid of the home JVM
 * @param target a node number; {@link #HOME} for home
 */
public record Migrate(long pid, int target, long timeoutMillis) implements Message {

  public static final int HOME = 0;

  @Override
  public void write(Output out) {
    out.writeLong(pid);
    out.writeInt(target);
    out.writeLong(timeoutMillis);
  }

  static Migrate read(Input in) {
    return new Migrate(in.readLong(), in.readInt(), in.readLong());
  }
}
