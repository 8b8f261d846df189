package org.mosix.instrument;

import java.util.Arrays;

/**
 * Makes the methods of a class capturable. The result depends on the class file alone, so that every node gets the same one and a
 * bytecode index means the same everywhere.
 */
public final class Instrumenter {

  private Instrumenter() {}

  /** True for a class file that {@link #instrument} made: it is not to be instrumented again, which would move its polls. */
  public static boolean isInstrumented(byte[] classfile) {
    return mentions(classfile, Names.PACKAGE);
  }

  /** True if these bytes are somewhere in a class file: faster than looking through its constants, and nearly always false. */
  static boolean mentions(byte[] classfile, byte[] text) {
    for (int i = classfile.length - text.length; i >= 0; i--) {
      if (classfile[i] == text[0] && Arrays.equals(classfile, i, i + text.length, text, 0, text.length)) {
        return true;
      }
    }
    return false;
  }

  /**
   * @param classfile a class file that was not instrumented
   * @return the instrumented class file, or null if the class needs no change
   */
  public static byte[] instrument(byte[] classfile) {
    try {
      return RawInstrumenter.instrument(classfile);
    } catch (UnusualClassException e) {
      return TreeInstrumenter.instrument(classfile);
    }
  }
}
