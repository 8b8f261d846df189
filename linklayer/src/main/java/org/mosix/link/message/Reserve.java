package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.List;

/**
 * A daemon to that of the target node: keep a guest for a process of mine. Answered by {@link Reserved} or {@link Refused}.
 *
 * @param instance tells the process from others with the same number, and is not known to them
 * @param javaBuild {@link org.mosix.link.JavaBuild#current}
 * @param heapBytes in use
 * @param jvmArguments what the guest must be started with: heap size, collector, stack size, module options, assertions
 */
public record Reserve(int homeNode, long pid, String instance, String javaBuild, long heapBytes, List<String> jvmArguments,
    String command) implements Message {

  /** True if {@code other} is for the same process. */
  public boolean isSameProcess(Reserve other) {
    return homeNode == other.homeNode && pid == other.pid && instance.equals(other.instance);
  }

  @Override
  public void write(Output out) {
    out.writeInt(homeNode);
    out.writeLong(pid);
    Fields.writeText(out, instance);
    Fields.writeText(out, javaBuild);
    out.writeLong(heapBytes);
    Fields.writeTexts(out, jvmArguments);
    Fields.writeText(out, command);
  }

  static Reserve read(Input in) throws BadMessageException {
    return new Reserve(in.readInt(), in.readLong(), Fields.readText(in), Fields.readText(in), in.readLong(), Fields.readTexts(in), Fields.readText(in));
  }
}
