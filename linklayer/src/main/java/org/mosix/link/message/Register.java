package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/**
 * A managed JVM to its daemon, first on the connection: who it is.
 *
 * @param pid of this JVM
 * @param kind a program, or a guest waiting for one
 * @param javaBuild {@link org.mosix.link.JavaBuild#current}: processes move between equal builds only
 * @param command main class or jar with arguments, for people
 * @param host where a guest accepts its process; empty for a program
 * @param port likewise; 0 for a program
 * @param token what the source of a process must show to this guest; empty for a program
 */
public record Register(long pid, Kind kind, String javaBuild, String command, String host, int port, String token) implements Message {

  /** The command of a guest that serves the files of its node. */
  public static final String FILES = "files";

  /** What the JVM is there for. */
  public enum Kind { PROCESS, GUEST }

  /** Without the token. */
  @Override
  public String toString() {
    return kind + " " + pid + " [" + javaBuild + "] " + command;
  }

  @Override
  public void write(Output out) {
    out.writeLong(pid);
    out.writeByte(kind.ordinal());
    Fields.writeText(out, javaBuild);
    Fields.writeText(out, command);
    Fields.writeText(out, host);
    out.writeInt(port);
    Fields.writeText(out, token);
  }

  static Register read(Input in) throws BadMessageException {
    return new Register(in.readLong(), Fields.readEnum(in, Kind.values()), Fields.readText(in), Fields.readText(in), Fields.readText(in),
        in.readInt(), Fields.readText(in));
  }
}
