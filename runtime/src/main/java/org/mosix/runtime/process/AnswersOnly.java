package org.mosix.runtime.process;

import io.netty.buffer.ByteBuf;
import org.mosix.link.Link;

/** This end of a link on which only this JVM asks. */
final class AnswersOnly implements Link.Handler {

  private final String other;

  /** @param other who is at the other end */
  AnswersOnly(String other) {
    this.other = other;
  }

  @Override
  public void frame(Link link, byte type, long id, ByteBuf payload) {
    throw new IllegalStateException("frame of type " + type + " from " + other + " (expected: answers only)");
  }

  @Override
  public void closed(Link link, Throwable causeOrNull) {
    // Calls under way have failed with it; whoever needs the link again makes a new one.
  }
}
