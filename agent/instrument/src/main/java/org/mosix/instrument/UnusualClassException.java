package org.mosix.instrument;

/** A class file holds something that {@link RawInstrumenter} leaves to {@link TreeInstrumenter}. */
final class UnusualClassException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** One is enough: nobody asks where it came from. */
  static final UnusualClassException UNUSUAL = new UnusualClassException();

  private UnusualClassException() {
    super(null, null, false, false);
  }
}
