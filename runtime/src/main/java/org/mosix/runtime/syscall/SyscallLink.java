package org.mosix.runtime.syscall;

import java.io.IOException;
import org.mosix.boot.RuntimeThread;

/** The guest's way to its deputy. */
public interface SyscallLink {

  /**
   * One round trip. Many threads call at the same time, so calls overlap; a request that is sent again after a lost connection is
   * answered from the deputy's memory. The wait for the answer must survive interrupts of the calling thread and leave them pending.
   *
   * @return the answer of {@link Deputy#execute}
   * @throws IOException if home is out of reach for good
   */
  byte[] call(byte[] request) throws IOException;

  /** Takes the answer of a request that was sent. */
  interface Answered {
    /** One of the two is null. Must not block. */
    void answered(byte[] answerOrNull, IOException failureOrNull);
  }

  /** Sends a request and returns at once; by default a thread of its own waits for the answer. */
  default void send(byte[] request, Answered answered) {
    new RuntimeThread(() -> {
      byte[] answer = null;
      IOException failure = null;
      try {
        answer = call(request);
      } catch (IOException e) {
        failure = e;
      }
      answered.answered(answer, failure);
    }, "mosix-batch").start();
  }
}
