package org.mosix.link;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The calls of one link that have no answer yet. */
final class PendingCalls {

  private final Map<Long, CompletableFuture<ByteBuf>> pending = new ConcurrentHashMap<>();
  private final AtomicLong lastId = new AtomicLong();
  private volatile IOException ended;

  record Call(long id, CompletableFuture<ByteBuf> answer) {}

  Call begin() {
    Call call = new Call(lastId.incrementAndGet(), new CompletableFuture<>());
    pending.put(call.id, call.answer);
    // after the put: an end of the link between the two is seen either here or by failAll
    if (ended != null && pending.remove(call.id) != null) {
      call.answer.completeExceptionally(ended);
    }
    return call;
  }

  /** The future owns {@code payload} from here on; one that nobody waits for any more is released. */
  void replied(long id, ByteBuf payload) throws BadFrameException {
    if (!take(id, "reply").complete(payload.retain())) {
      payload.release();
    }
  }

  void failed(long id, ByteBuf reason) throws BadFrameException {
    take(id, "failure").completeExceptionally(new CallFailedException(reason.toString(StandardCharsets.UTF_8)));
  }

  private CompletableFuture<ByteBuf> take(long id, String what) throws BadFrameException {
    CompletableFuture<ByteBuf> answer = pending.remove(id);
    if (answer == null) {
      throw new BadFrameException(what + " to call " + id + ", which is not pending (last call: " + lastId + ")");
    }
    return answer;
  }

  void failAll(IOException cause) {
    ended = cause;
    for (Long id : pending.keySet()) {
      CompletableFuture<ByteBuf> answer = pending.remove(id);
      if (answer != null) {
        answer.completeExceptionally(cause);
      }
    }
  }
}
