package org.mosix.runtime.capture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import net.bytebuddy.agent.ByteBuddyAgent;

/** The switch of the polls in a test's own JVM, which the agent is not in. */
public final class TestPolls {

  private TestPolls() {}

  public static PollSwitch polls() {
    return new PollSwitch(ByteBuddyAgent.install(), TestPolls::file);
  }

  private static byte[] file(Class<?> type) {
    try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
