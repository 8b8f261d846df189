package org.mosix.instrument;

import java.util.HashMap;
import java.util.Map;

/** The constants that polls and handlers need, added to a class file when first asked for. */
final class RawNames {

  private static final int FIELD = 9;
  private static final int METHOD = 10;

  private final RawClass type;
  private final Map<String, Integer> members = new HashMap<>(8);
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
    return member(METHOD, owner, name, descriptor);
  }

  int field(String owner, String name, String descriptor) {
    return member(FIELD, owner, name, descriptor);
  }

  private int member(int tag, String owner, String name, String descriptor) {
    String key = owner + '.' + name + descriptor;
    Integer known = members.get(key);
    if (known == null) {
      known = type.addMember(tag, owner, name, descriptor);
      members.put(key, known);
    }
    return known;
  }
}
