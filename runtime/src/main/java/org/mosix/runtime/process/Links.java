package org.mosix.runtime.process;

import org.mosix.boot.RuntimeThread;
import org.mosix.link.LinkThreads;

/** The threads of this JVM's links are the runtime's. */
public final class Links {

  private static boolean prepared;

  private Links() {}

  /** Before the first link; may be repeated. */
  public static synchronized void prepare() {
    if (!prepared) {
      LinkThreads.use(work -> new RuntimeThread(work, "mosix-link"));
      prepared = true;
    }
  }
}
