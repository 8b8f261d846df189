package org.mosix.instrument;

import java.util.ArrayList;
import java.util.List;

/** The classes that must be defined before a class can be. */
public final class Supertypes {

  private Supertypes() {}

  /** Internal names of the superclass and the interfaces; empty for {@code java.lang.Object}. */
  public static List<String> of(byte[] classfile) {
    RawClass type = new RawClass(classfile);
    List<String> result = new ArrayList<>();
    int at = type.poolEnd + 4;
    if (type.u2(at) != 0) {
      result.add(type.className(type.u2(at)));
    }
    for (int i = 0; i < type.u2(at + 2); i++) {
      result.add(type.className(type.u2(at + 4 + 2 * i)));
    }
    return result;
  }
}
