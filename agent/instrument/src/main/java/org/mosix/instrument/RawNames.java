package org.mosix.instrument;

import java.util.HashMap;
import java.util.Map;

/** The constants that polls and handlers need, added to a class file when first asked for. */
final class RawNames {

  private static final int METHOD = 10;

  private final RawClass type;
  private final Map<String, Integer> methods = new HashMap<>(8);
  private int poll;
  private int unwind;
  private int stackMapTable;

  RawNames(RawClass type) {
    this.type = type;
  }

  int poll() {
    if (poll == 0) {
      poll = type.addMember(METHOD, Names.pollOf(type.name), Names.POLL_METHOD, Names.VOID);
    }
    return poll;
  }

  int unwind() {
    if (unwind == 0) {
      unwind = type.addClass(Names.UNWIND);
    }
    return unwind;
  }

  int stackMapTable() {
    if (stackMapTable == 0) {
      stackMapTable = type.addUtf8("StackMapTable");
    }
    return stackMapTable;
  }

  int method(String owner, String name, String descriptor) {
    String key = owner + '.' + name + descriptor;
    Integer known = methods.get(key);
    if (known == null) {
      known = type.addMember(METHOD, owner, name, descriptor);
      methods.put(key, known);
    }
    return known;
  }
}
