package org.mosix.daemon;

import java.util.concurrent.CompletableFuture;

/** Of messages of one kind, the one that comes next: whoever asks for it gets that, whether it answers him or another. */
final class Next<T> {

  private volatile CompletableFuture<T> next = new CompletableFuture<>();

  /** To be taken before asking. */
  CompletableFuture<T> one() {
    return next;
  }

  /** Called by one thread. */
  void came(T message) {
    CompletableFuture<T> waiting = next;
    next = new CompletableFuture<>();
    waiting.complete(message);
  }
}
