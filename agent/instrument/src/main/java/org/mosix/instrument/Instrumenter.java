package org.mosix.instrument;

/**
 * Makes the methods of a class capturable. The result depends on the class file alone, so that every node gets the same one and a
 * bytecode index means the same everywhere.
 */
public final class Instrumenter {

  private Instrumenter() {}

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
