package org.mosix.runtime.jvm;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** This node's own {@code /dev/zero}: a private mapping of it is anonymous memory, which the JDK unmaps like any mapped file. */
public final class Zeros {

  private static FileInputStream stream;

  private Zeros() {}

  /** Opens it, while all calls are local. */
  public static synchronized void prepare() {
    if (stream == null) {
      try {
        stream = new FileInputStream("/dev/zero");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Not to be closed. */
  public static synchronized FileDescriptor descriptor() throws IOException {
    return stream.getFD();
  }
}
