package org.mosix.daemon;

import java.io.EOFException;
import java.io.IOException;
import org.mosix.link.ControlChannel;
import org.mosix.link.RunDirectory;
import org.mosix.link.message.Failure;
import org.mosix.link.message.Message;

/** A tool's conversation with the daemon of a run directory. */
public final class DaemonClient implements AutoCloseable {

  private final ControlChannel channel;

  private DaemonClient(ControlChannel channel) {
    this.channel = channel;
  }

  /** @throws IOException if no daemon serves {@code directory} */
  public static DaemonClient connect(RunDirectory directory) throws IOException {
    return new DaemonClient(ControlChannel.connect(directory.control()));
  }

  /**
   * Asks and waits for the answer.
   *
   * @throws FailureException if the daemon says that it cannot; has the outcome
   * @throws IOException if the daemon ends meanwhile
   */
  public <M extends Message> M ask(Message request, Class<M> expected) throws IOException, FailureException {
    channel.send(request);
    Message answer = channel.receive();
    if (answer == null) {
      throw new EOFException("the node daemon closed the connection");
    }
    if (answer instanceof Failure failure) {
      throw new FailureException(failure);
    }
    if (!expected.isInstance(answer)) {
      throw new IOException("the node daemon answered " + answer.getClass().getSimpleName() + " (expected: " + expected.getSimpleName() + ")");
    }
    return expected.cast(answer);
  }

  /** Waits until the daemon closes the connection, which it does when it ends. */
  public void awaitEnd() {
    try {
      while (channel.receive() != null) {
        // nothing is expected any more
      }
    } catch (IOException e) {
      // an end without a good-bye is an end
      return;
    }
  }

  @Override
  public void close() {
    channel.close();
  }
}
