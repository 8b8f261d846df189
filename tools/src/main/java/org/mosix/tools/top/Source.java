package org.mosix.tools.top;

import java.io.IOException;
import org.mosix.daemon.FailureException;
import org.mosix.tools.top.model.Order;
import org.mosix.tools.top.model.Prediction;
import org.mosix.tools.top.model.Snapshot;

/** Where what is shown comes from, and where orders go. Used by several threads. */
public interface Source extends AutoCloseable {

  /** @throws IOException or FailureException if it cannot be had now; a later call may succeed */
  Snapshot take() throws IOException, FailureException;

  /** What moves would cost, as far as {@code snapshot} tells. */
  Prediction prediction(Snapshot snapshot);

  /**
   * Carries {@code order} out and waits for the end.
   *
   * @return what was done, for people
   * @throws FailureException if it was refused; has the reason
   */
  String carryOut(Order order) throws IOException, FailureException;

  @Override
  void close();
}
