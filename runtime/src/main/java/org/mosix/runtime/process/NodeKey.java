package org.mosix.runtime.process;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import org.mosix.link.ClusterKey;
import org.mosix.link.TlsLibrary;
import org.mosix.runtime.jvm.Internals;

/** The cluster's key, in a JVM of a program. */
final class NodeKey {

  private NodeKey() {}

  /** @throws IOException as {@link ClusterKey#load} */
  static ClusterKey load(Path directory) throws IOException {
    TlsLibrary.loadBy(NodeKey::library);
    return ClusterKey.load(directory);
  }

  /** As {@link System#load}, which since Java 24 prints warnings, and is forbidden to programs by an option: that is not about us. */
  private static void library(Path library) {
    MethodHandle load = Internals.method(Runtime.class, "load0", Class.class, String.class);
    try {
      load.invokeExact(Runtime.getRuntime(), (Class<?>) TlsLibrary.class, library.toString());
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(library.toString(), e);
    }
  }
}
