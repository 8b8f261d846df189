package org.mosix.runtime.syscall;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Subclasses of {@code RandomAccessFile} among the classes rewritten so far. Its public natives ({@code length} and others) are called
 * by the name of the subclass, so the rewriter must know these. A class that calls such a method on a subclass of another file, and is
 * rewritten before that subclass, is not noticed: the call stays local and fails with "Bad file descriptor".
 */
final class RandomAccessSubclasses {

  static final String BASE = "java/io/RandomAccessFile";

  private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();

  private RandomAccessSubclasses() {}

  static void learn(String name, String superName) {
    if (superName != null && (superName.equals(BASE) || !KNOWN.isEmpty() && KNOWN.contains(superName))) {
      KNOWN.add(name);
    }
  }

  static boolean any() {
    return !KNOWN.isEmpty();
  }

  static boolean contains(String name) {
    return KNOWN.contains(name);
  }
}
