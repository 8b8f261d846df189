package org.mosix.runtime.cache;

import java.io.File;
import java.util.Arrays;
import java.util.Comparator;

/** Removes what updates of the JDK and of the agent, and JVMs that ended while they wrote, left behind. */
final class CacheCleaner {

  static final String SUFFIX = ".classes";
  static final String ASIDE = ".tmp";

  /** Two roles of some JDKs, and programs; the newest are kept. */
  private static final int KEPT = 48;
  private static final long ABANDONED_MILLIS = 3_600_000;

  private CacheCleaner() {}

  static void clean(File directory, long nowMillis) {
    File[] aside = directory.listFiles((folder, name) -> name.endsWith(ASIDE));
    File[] files = directory.listFiles((folder, name) -> name.endsWith(SUFFIX));
    if (aside == null || files == null) {
      return;
    }
    for (File file : aside) {
      if (nowMillis - file.lastModified() > ABANDONED_MILLIS) {
        file.delete();
      }
    }
    if (files.length <= KEPT) {
      return; // To sort loads classes that a short program has no use for.
    }
    Arrays.sort(files, Comparator.comparingLong(File::lastModified).reversed());
    for (int i = KEPT; i < files.length; i++) {
      files[i].delete();
    }
  }
}
