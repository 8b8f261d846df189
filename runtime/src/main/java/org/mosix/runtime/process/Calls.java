package org.mosix.runtime.process;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.mosix.link.CallFailedException;
import org.mosix.link.Link;
import org.mosix.link.Reason;
import org.mosix.runtime.move.MoveFailure;

/** Calls over a link that are steps of a move. */
final class Calls {

  /** Starts the reason of a refusal, as against a failure. */
  static final String REFUSED = "refused: ";

  private Calls() {}

  static byte[] call(Link link, byte type, byte[] body, long timeoutMillis) throws MoveFailure {
    try {
      ByteBuf answer = link.call(type, Unpooled.wrappedBuffer(body)).get(timeoutMillis, TimeUnit.MILLISECONDS);
      try {
        return ByteBufUtil.getBytes(answer);
      } finally {
        answer.release();
      }
    } catch (ExecutionException e) {
      String reason = Reason.of(e.getCause());
      if (e.getCause() instanceof CallFailedException && reason.startsWith(REFUSED)) {
        throw MoveFailure.refused(reason.substring(REFUSED.length()));
      }
      throw MoveFailure.failed(reason, e.getCause());
    } catch (TimeoutException e) {
      throw MoveFailure.failed("no answer from " + link.remoteAddress() + " within " + timeoutMillis + " ms", e);
    } catch (InterruptedException e) {
      throw MoveFailure.failed("interrupted", e);
    }
  }
}
