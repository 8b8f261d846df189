package org.mosix.runtime.syscall;

import java.io.IOException;
import org.mosix.boot.Sys;

/** What is known of a descriptor of home that the program reads or writes. */
final class SequentialFile extends Behind {

  /** Calls of the same kind one after the other before anything is read ahead or written behind: small files never come so far. */
  private static final int RUN = 4;

  private final HomeFiles home;
  private SequentialRules last;
  private int run;
  /** Calls on it that home is carrying out: they may move the position. */
  private int outside;
  private boolean shared;
  private volatile FileTraits traits;
  private volatile ReadAhead ahead;

  SequentialFile(int number, HomeFiles home) {
    super(number);
    this.home = home;
  }

  /** Asked once; what home has open under a number does not change. */
  synchronized FileTraits traits() throws IOException {
    if (traits == null) {
      traits = home.traits(number());
    }
    return traits;
  }

  /** False if that is not known. */
  boolean isSameFile(FileTraits other) {
    FileTraits known = traits;
    return known != null && known.isSameFile(other);
  }

  /** Null if nothing is read ahead. */
  ReadAhead ahead() {
    return ahead;
  }

  boolean mayReadAhead() {
    // Children inherit the position of standard input.
    return runs(SequentialRules.READ) && outside == 0 && number() != Sys.HOME_DESCRIPTOR && isKnown() && traits.readable();
  }

  boolean mayWriteBehind() {
    return runs(SequentialRules.WRITE) && isKnown() && traits.writable();
  }

  private boolean runs(SequentialRules rule) {
    run = rule == last ? run + 1 : 1;
    last = rule;
    return run > RUN && !shared;
  }

  private boolean isKnown() {
    try {
      traits();
      return true;
    } catch (IOException e) {
      // The plain call meets the same trouble, and reports it.
      return false;
    }
  }

  void readAhead(ReadAhead from) {
    ahead = from;
  }

  /** A call on it goes home, which must know the position then. */
  synchronized void leave(SequentialRules rule) throws IOException {
    ReadAhead left = ahead;
    ahead = null;
    if (left != null && rule != SequentialRules.CLOSE) {
      home.seek(number(), left.position());
    }
    shared |= rule == SequentialRules.SHARE;
    if (rule == SequentialRules.SEEK || rule == SequentialRules.OTHER) {
      last = rule;
    }
    outside++;
  }

  /** That call is over. */
  synchronized void left() {
    outside--;
  }

  @Override
  synchronized Throwable takeFailure() {
    last = null;
    return super.takeFailure();
  }
}
