package org.mosix.daemon;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where the parts of the distribution are that this class was loaded from: {@code lib/} for the jars, {@code mosix.jar} beside it. */
public final class Distribution {

  private Distribution() {}

  /** The agent of this distribution. */
  public static Path mosixJar() {
    try {
      Path here = Path.of(Distribution.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return here.getParent().resolveSibling("mosix.jar");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
