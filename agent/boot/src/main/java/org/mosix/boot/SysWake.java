package org.mosix.boot;

/** What another thread does to end one thread's wait early. */
abstract class SysWake {

  /** Ends a wait that has begun; one that is about to begin may not notice, so callers repeat. */
  public abstract void cancel();
}
