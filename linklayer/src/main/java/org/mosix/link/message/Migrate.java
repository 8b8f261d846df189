package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/**
 * A tool to a daemon, or one daemon to another: move a process. Answered by {@link MoveResult} or {@link Failure}.
 *
 * @param pid of the home JVM
 * @param target a node number; {@link #HOME} for home; {@link #BALANCE} for the best node as far as the one it runs on knows
 * @param balancing true if nobody asked for it but a node that wants to spread its load; a lock is an obstacle to that only
 */
public record Migrate(long pid, int target, long timeoutMillis, boolean balancing) implements Message {

  public static final int HOME = 0;
  public static final int BALANCE = -1;

  /** A move that somebody asked for. */
  public Migrate(long pid, int target, long timeoutMillis) {
    this(pid, target, timeoutMillis, false);
  }

  @Override
  public void write(Output out) {
    out.writeLong(pid);
    out.writeInt(target);
    out.writeLong(timeoutMillis);
    out.writeBoolean(balancing);
  }

  static Migrate read(Input in) {
    return new Migrate(in.readLong(), in.readInt(), in.readLong(), in.readBoolean());
  }
}
