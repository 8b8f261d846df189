package org.mosix.torture;

/** How a run of a case in a mode ended. */
enum Verdict {
  /** As the control run, disturbed at least once (or meant not to be). */
  PASSED,
  /** As the control run, but every request to move was refused, with a reason. */
  REFUSED,
  /** As the control run, but nothing had disturbed it. */
  UNDISTURBED,
  /** Not as the control run. */
  FAILED
}
