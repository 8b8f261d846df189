package org.mosix.daemon;

import java.util.ArrayList;
import java.util.List;
import org.mosix.link.NodeAddress;
import org.mosix.link.NodeMap;

/**
 * An address of the map, see {@link Verb#MAP}.
 *
 * @param alias true if it is another address of a node that came before; else not there in JSON
 */
record MapRecord(int number, String host, int port, Boolean alias) {

  static List<MapRecord> of(NodeMap map) {
    List<MapRecord> records = new ArrayList<>();
    for (NodeAddress node : map.nodes()) {
      for (NodeAddress address : map.addresses(node.number())) {
        records.add(new MapRecord(node.number(), address.host(), address.port(), address.equals(node) ? null : Boolean.TRUE));
      }
    }
    return records;
  }
}
