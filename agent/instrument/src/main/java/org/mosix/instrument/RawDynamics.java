package org.mosix.instrument;

import java.util.HashMap;
import java.util.Map;

/** The call sites of a class that concatenate strings, by their constants. */
final class RawDynamics {

  private static final byte UNKNOWN = 0;
  private static final byte NONE = 1;

  private final RawClass type;
  private final Map<Integer, ConcatArguments> arguments = new HashMap<>(4);
  private final Map<Integer, Integer> constants = new HashMap<>(4);
  private final byte[] known;
  private int bootstraps;

  RawDynamics(RawClass type) {
    this.type = type;
    this.known = new byte[type.poolCount()];
  }

  /** The open arguments of the call site; null if it has none, or does something else. */
  ConcatArguments open(int site) {
    if (known[site] == UNKNOWN) {
      known[site] = NONE;
      ConcatArguments found = isConcat(site) ? ConcatArguments.of(type.memberDescriptor(site)) : null;
      if (found != null && found.areOpen()) {
        arguments.put(site, found);
      }
    }
    return arguments.get(site);
  }

  /** Constant of the same call site with strings for arguments. */
  int ofStrings(int site) {
    Integer constant = constants.get(site);
    if (constant == null) {
      constant = type.addDynamic(site, arguments.get(site).descriptor());
      constants.put(site, constant);
    }
    return constant;
  }

  private boolean isConcat(int site) {
    if (bootstraps == 0) {
      bootstraps = type.classAttribute("BootstrapMethods");
    }
    int at = bootstraps + 8;
    for (int i = type.bootstrap(site); i > 0; i--) {
      at += 4 + 2 * type.u2(at + 2);
    }
    return type.owner(type.handled(type.u2(at))).equals(ConcatArguments.FACTORY);
  }
}
