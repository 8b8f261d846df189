package org.mosix.runtime.capture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.mosix.boot.Poll;

/** The switch of the polls in a test's own JVM, which the agent is not in. */
public final class TestPolls {

  private TestPolls() {}

  public static PollSwitch polls() {
    return new PollSwitch(ByteBuddyAgent.install(), TestPolls::file);
  }

  private static byte[] file() {
    try (InputStream in = Poll.class.getResourceAsStream("Poll.class")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
