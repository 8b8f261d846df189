package org.mosix.runtime.syscall;

import java.io.FileDescriptor;
import java.io.FilterInputStream;
import java.io.FileInputStream;
import java.io.InputStream;

/** The descriptor under the stream of a child process. */
final class Pipes {

  private Pipes() {}

  static FileDescriptor descriptor(InputStream stream) throws Exception {
    InputStream at = stream;
    while (!(at instanceof FileInputStream)) {
      at = (InputStream) JdkField.of(FilterInputStream.class, "in").get(at);
    }
    return ((FileInputStream) at).getFD();
  }
}
