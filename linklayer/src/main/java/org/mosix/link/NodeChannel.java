package org.mosix.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.mosix.link.message.Message;
import org.mosix.link.message.Messages;
import org.mosix.link.message.Refused;
import org.mosix.link.message.Reserve;
import org.mosix.link.message.Reserved;

/** Asks the daemon of another node: one link, one question at a time. */
public final class NodeChannel implements AutoCloseable {

  /** Frame type of a {@link Message} as a call to a daemon; the answer is a message too. */
  public static final byte MESSAGE = 1;

  private final Link link;
  private final NodeAddress node;

  private NodeChannel(Link link, NodeAddress node) {
    this.link = link;
    this.node = node;
  }

  public static NodeChannel connect(ClusterKey key, NodeAddress node, Duration timeout) throws IOException {
    return new NodeChannel(Link.connect(key, node.socketAddress(), new AnswersOnly(), timeout), node);
  }

  /**
   * Asks the daemon to keep a guest for a process of ours.
   *
   * @throws RefusedException if it will not; says why
   * @throws IOException if it cannot be asked
   */
  public Reserved reserve(Reserve request, Duration timeout) throws IOException, RefusedException {
    Message answer = ask(request, timeout);
    if (answer instanceof Refused refused) {
      throw new RefusedException(refused.reason());
    }
    return expect(Reserved.class, answer);
  }

  /** The answer to {@code request}, of type {@code answer}. */
  public <M extends Message> M ask(Message request, Class<M> answer, Duration timeout) throws IOException {
    return expect(answer, ask(request, timeout));
  }

  /** The answer to {@code request}, whatever it is. */
  public Message ask(Message request, Duration timeout) throws IOException {
    try {
      ByteBuf answer = link.call(MESSAGE, Unpooled.wrappedBuffer(Messages.encode(request))).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      try {
        return Messages.decode(ByteBufUtil.getBytes(answer));
      } finally {
        answer.release();
      }
    } catch (ExecutionException e) {
      throw new IOException("node " + node.number() + ": " + Reason.of(e.getCause()), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("node " + node.number() + ": no answer within " + timeout.toMillis() + " ms", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while asking node " + node.number());
    }
  }

  private <M extends Message> M expect(Class<M> type, Message answer) throws IOException {
    if (!type.isInstance(answer)) {
      throw new IOException("node " + node.number() + " answered " + answer + " (expected: " + type.getSimpleName() + ")");
    }
    return type.cast(answer);
  }

  @Override
  public void close() {
    link.close();
  }

  private static final class AnswersOnly implements Link.Handler {
    @Override
    public void frame(Link link, byte type, long id, ByteBuf payload) {
      link.close();
    }

    @Override
    public void closed(Link link, Throwable causeOrNull) {
      // who asks meanwhile gets it from the call
    }
  }
}
