package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process to its daemon, after {@link CallsRequest}: its table of system calls, with what became of them. */
public record CallsReport(List<Line> lines, Map<Integer, Long> nodeBytes) implements Message {

  private static final int SHORTEST_LINE = 3 * 4 + 6 * 8;

  /**
   * One native method of the JDK.
   *
   * @param policy where a guest calls it: {@code HOME}, {@code REFUSE} ...
   * @param name class, method and descriptor
   * @param reason why it is refused; else empty
   * @param count calls
   * @param bytes of their requests and answers
   * @param nanos in the native at home
   * @param elsewhere calls on files that were used where the process is, or on a node
   * @param elsewhereBytes that these moved
   * @param cached calls that were answered from what was known
   */
  public record Line(String policy, String name, String reason, long count, long bytes, long nanos, long elsewhere, long elsewhereBytes, long cached) {}

  @Override
  public void write(Output out) {
    out.writeInt(lines.size());
    for (Line line : lines) {
      Fields.writeText(out, line.policy);
      Fields.writeText(out, line.name);
      Fields.writeText(out, line.reason);
      out.writeLong(line.count);
      out.writeLong(line.bytes);
      out.writeLong(line.nanos);
      out.writeLong(line.elsewhere);
      out.writeLong(line.elsewhereBytes);
      out.writeLong(line.cached);
    }
    Fields.writeSums(out, nodeBytes);
  }

  static CallsReport read(Input in) throws BadMessageException {
    int count = Fields.length(in, SHORTEST_LINE, "list");
    List<Line> lines = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      lines.add(new Line(Fields.readText(in), Fields.readText(in), Fields.readText(in), in.readLong(), in.readLong(), in.readLong(),
          in.readLong(), in.readLong(), in.readLong()));
    }
    return new CallsReport(List.copyOf(lines), Fields.readSums(in));
  }
}
