package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.nio.channels.Selector;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Objects that had a side outside the heap once, and have none now. */
final class Spent {

  private Spent() {}

  static boolean is(Object o) {
    if (o instanceof Selector) {
      return !((Selector) o).isOpen();
    }
    if (o instanceof Inflater || o instanceof Deflater) {
      Object stream = U.getReference(o, Raw.offset(o.getClass(), "zsRef"));
      return U.getLong(stream, Raw.offset(stream.getClass(), "address")) == 0;
    }
    return false;
  }
}
