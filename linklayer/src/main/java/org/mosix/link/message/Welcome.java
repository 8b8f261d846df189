package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/**
 * A daemon to a managed JVM that registered.
 *
 * @param node number of this node
 * @param host the address of this node: where the JVM listens for links
 * @param keyDirectory of the cluster key
 */
public record Welcome(int node, String host, String keyDirectory, long daemonPid) implements Message {

  @Override
  public void write(Output out) {
    out.writeInt(node);
    Fields.writeText(out, host);
    Fields.writeText(out, keyDirectory);
    out.writeLong(daemonPid);
  }

  static Welcome read(Input in) throws BadMessageException {
    return new Welcome(in.readInt(), Fields.readText(in), Fields.readText(in), in.readLong());
  }
}
