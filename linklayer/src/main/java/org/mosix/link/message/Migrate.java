package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/**
 * A tool to a daemon, or one daemon to another: move a process. Answered by {@link MoveResult} or {@link Failure}.
 *
 * @param pid of the home JVM
 * @param target a node number; {@link #HOME} for home; {@link #BALANCE} for the best node as far as the one it runs on knows
 * @param cause who wants it
 * @param home the node whose process is meant; 0 if that is clear to the daemon that is asked: it has its home or runs there
 */
public record Migrate(long pid, int target, long timeoutMillis, Cause cause, int home) implements Message {

  /** Who wants a move. A lock is an obstacle to {@link #LOAD} only. */
  public enum Cause {
    /** Somebody asked for it. */
    REQUEST,
    /** A node wants to spread its load. */
    LOAD,
    /** A node runs out of memory. */
    MEMORY
  }


  public static final int HOME = 0;
  public static final int BALANCE = -1;

  /** A move that somebody asked for. */
  public Migrate(long pid, int target, long timeoutMillis) {
    this(pid, target, timeoutMillis, Cause.REQUEST);
  }

  /** A move of a process that the daemon knows. */
  public Migrate(long pid, int target, long timeoutMillis, Cause cause) {
    this(pid, target, timeoutMillis, cause, 0);
  }

  /** The same about a process of {@code node}. */
  public Migrate withHome(int node) {
    return new Migrate(pid, target, timeoutMillis, cause, node);
  }

  @Override
  public void write(Output out) {
    out.writeLong(pid);
    out.writeInt(target);
    out.writeLong(timeoutMillis);
    out.writeByte(cause.ordinal());
    out.writeInt(home);
  }

  static Migrate read(Input in) throws BadMessageException {
    return new Migrate(in.readLong(), in.readInt(), in.readLong(), Fields.readEnum(in, Cause.values()), in.readInt());
  }
}
