package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.List;

/**
 * A daemon about its node.
 *
 * @param processes managed programs started here
 * @param warmGuests guests that wait
 * @param activeGuests guests that run a process of another node, or were promised to one
 * @param nodes the map, one text per node
 */
public record NodeReport(int node, String host, int port, long daemonPid,
    int processes, int warmGuests, int activeGuests, List<String> nodes) implements Message {

  @Override
  public void write(Output out) {
    out.writeInt(node);
    Fields.writeText(out, host);
    out.writeInt(port);
    out.writeLong(daemonPid);
    out.writeInt(processes);
    out.writeInt(warmGuests);
    out.writeInt(activeGuests);
    Fields.writeTexts(out, nodes);
  }

  static NodeReport read(Input in) throws BadMessageException {
    return new NodeReport(in.readInt(), Fields.readText(in), in.readInt(), in.readLong(), in.readInt(), in.readInt(), in.readInt(),
        Fields.readTexts(in));
  }
}
