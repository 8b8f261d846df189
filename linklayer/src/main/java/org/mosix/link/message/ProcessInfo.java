package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.List;

/**
 * One line of {@code mps}.
 *
 * @param pid of the home JVM
 * @param home node where it was started
 * @param node where it runs
 * @param migrations moves done since its start; -1 if this node cannot know
 * @param threads threads of the program; -1 if this node cannot know
 * @param state {@code running}, {@code moving}, {@code guest}, ...
 * @param cannotMove reasons, empty if it can
 * @param command for people
 */
public record ProcessInfo(long pid, int home, int node, int migrations, int threads, String state, List<String> cannotMove,
    String command) {

  void write(Output out) {
    out.writeLong(pid);
    out.writeInt(home);
    out.writeInt(node);
    out.writeInt(migrations);
    out.writeInt(threads);
    Fields.writeText(out, state);
    Fields.writeTexts(out, cannotMove);
    Fields.writeText(out, command);
  }

  static ProcessInfo read(Input in) throws BadMessageException {
    return new ProcessInfo(in.readLong(), in.readInt(), in.readInt(), in.readInt(), in.readInt(), Fields.readText(in),
        Fields.readTexts(in), Fields.readText(in));
  }
}
