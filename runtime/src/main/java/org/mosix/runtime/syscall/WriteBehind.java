package org.mosix.runtime.syscall;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.mosix.runtime.jvm.Awaited;

/**
 * What the program has done and home not yet: bytes written to files and sockets, bytes taken of sockets, and calls whose answer is known, in order. It goes home in
 * batches: one at once when none is under way, so a slow writer's are on their way at once, and a fast writer's go in large pieces. Home
 * carries batches out one after the other, and every other call after those that its request names.
 */
final class WriteBehind {

  /** The way home. */
  interface Sink {
    /**
     * Sends a batch and returns at once.
     *
     * @param before the number of batches that were sent before
     */
    void send(int before, Peer.Body batch, SyscallLink.Answered answered);
  }

  /** Bytes that may be under way. */
  private static final int WINDOW = 1 << 20;
  /** A batch of so many does not wait for the one before. */
  private static final int LARGE = 256 << 10;
  /** What one more thing to do counts, besides its bytes. */
  private static final int HEAD = 16;

  private static final byte[] NOTHING = {};

  private final Sink sink;
  private Batch filling = new Batch();
  private final Deque<Batch> underWay = new ArrayDeque<>();
  /** Buffers of batches that are done. */
  private byte[] spare = NOTHING;
  private int size;
  private int sent;
  private int answered;
  /** Things taken, and things that are done or given up; also read without the lock. */
  private volatile long taken;
  private volatile long done;

  WriteBehind(Sink sink) {
    this.sink = sink;
  }

  /** What is sent at once. */
  private static final class Batch {
    private final List<Thing> things = new ArrayList<>();
    private byte[] bytes = NOTHING;
    private int length;
    private boolean isDone;
  }

  /** What is to be told of a descriptor. */
  private record Failure(Behind target, Throwable why) {}

  /** One write, or several in a row to the same descriptor; or bytes taken. */
  private static final class Thing {
    private final Behind target;
    private final int kind;
    private final int at;
    private int length;
    private int calls;
    private boolean isGivenUp;

    private Thing(Behind target, int kind, int at) {
      this.target = target;
      this.kind = kind;
      this.at = at;
    }
  }

  /**
   * Takes the bytes of a write to a file; waits while the window is full.
   *
   * @return false if an earlier write of the file has failed: then these were not taken, or not all
   */
  synchronized boolean write(SequentialFile to, CallBytes bytes) {
    for (int at = 0; at < bytes.length(); ) {
      awaitUntil(() -> size < WINDOW || to.hasFailed());
      if (to.hasFailed()) {
        return false;
      }
      int part = Math.min(bytes.length() - at, WINDOW - size);
      add(to, DeputyBatches.WRITE, bytes, at, part);
      at += part;
      sendIfDue();
    }
    return true;
  }

  /** Takes the bytes of a write to a socket, all of them. */
  synchronized void send(StreamSocket to, CallBytes bytes) {
    awaitUntil(() -> size < WINDOW);
    add(to, DeputyBatches.SEND, bytes, 0, bytes.length());
    sendIfDue();
  }

  /** The program has read bytes of a socket that home only has copied. Nobody waits for that: it goes with whatever goes next. */
  synchronized void take(StreamSocket from, int length) {
    last(from, DeputyBatches.TAKE).length += length;
    if (size >= LARGE) {
      flush();
    }
  }

  /**
   * Takes a call that returns nothing or 0.
   *
   * @param mayFail whether it does not matter if it returns something else
   */
  synchronized void call(Behind target, NativeMethod method, Object[] arguments, boolean mayFail) {
    awaitUntil(() -> size < WINDOW);
    Wire call = new Wire(64).putByte(mayFail ? 1 : 0).putInt(method.index());
    RemoteCalls.send(method, arguments, 0, call);
    byte[] bytes = call.toBytes();
    room(bytes.length);
    System.arraycopy(bytes, 0, filling.bytes, filling.length, bytes.length);
    grow(add(target, DeputyBatches.CALL), bytes.length);
    sendIfDue();
  }

  private void add(Behind to, int kind, CallBytes bytes, int at, int part) {
    room(part);
    bytes.take(at, filling.bytes, filling.length, part);
    grow(last(to, kind), part);
  }

  /** The bytes that were put behind those that are there are the thing's. */
  private void grow(Thing thing, int part) {
    filling.length += part;
    thing.length += part;
    thing.calls++;
    thing.target.begin(part);
    size += part;
  }

  private void room(int part) {
    int length = filling.length + part;
    if (filling.bytes.length < length) {
      byte[] more = spare.length >= length ? spare : new byte[Math.max(2 * filling.bytes.length, length)];
      spare = spare == more ? NOTHING : spare;
      System.arraycopy(filling.bytes, 0, more, 0, filling.length);
      filling.bytes = more;
    }
  }

  /** The last thing if it can be continued, or a new one. */
  private Thing last(Behind target, int kind) {
    List<Thing> things = filling.things;
    Thing last = things.isEmpty() ? null : things.get(things.size() - 1);
    return last == null || last.target != target || last.kind != kind || last.isGivenUp ? add(target, kind) : last;
  }

  private Thing add(Behind target, int kind) {
    Thing thing = new Thing(target, kind, filling.length);
    filling.things.add(thing);
    taken++;
    size += HEAD;
    return thing;
  }

  private void sendIfDue() {
    if (underWay.isEmpty() || filling.length >= LARGE) {
      flush();
    }
  }

  /** Sends what was taken; the number of batches that were sent, for requests that are to be carried out after them. */
  int sent() {
    synchronized (this) {
      if (!filling.things.isEmpty()) {
        flush();
      }
      return sent;
    }
  }

  private void flush() {
    Batch batch = filling;
    filling = new Batch();
    underWay.add(batch);
    sink.send(sent++, out -> write(batch, out), (answer, failure) -> answered(batch, answer, failure));
  }

  private void write(Batch batch, Wire out) {
    out.putInt(answered).putInt(batch.things.size());
    for (Thing thing : batch.things) {
      out.putByte(thing.kind).putInt(Descriptors.toHome(thing.target.number()));
      if (thing.kind == DeputyBatches.TAKE) {
        out.putInt(thing.length);
      } else {
        out.putBytes(batch.bytes, thing.at, thing.isGivenUp ? 0 : thing.length);
      }
    }
  }

  private void answered(Batch batch, byte[] answerOrNull, IOException failureOrNull) {
    List<Failure> failures = new ArrayList<>();
    try {
      // Without the lock: a socket's is taken before it.
      tell(batch, answerOrNull, failureOrNull, failures);
    } finally {
      over(batch, failures);
    }
  }

  private static void tell(Batch batch, byte[] answerOrNull, IOException failureOrNull, List<Failure> failures) {
    if (answerOrNull == null) {
      batch.things.forEach(thing -> failures.add(new Failure(thing.target, failureOrNull)));
      return;
    }
    Wire.Reader in = new Wire.Reader(answerOrNull);
    if (in.getByte() != Outcome.DONE) {
      IOException why = new IOException("home could not carry it out: " + in.getString());
      batch.things.forEach(thing -> failures.add(new Failure(thing.target, why)));
      return;
    }
    for (Thing thing : batch.things) {
      switch (in.getByte()) {
        case DeputyBatches.CARRIED_OUT:
          if (thing.kind == DeputyBatches.SEND) {
            thing.target.sent(SocketNews.read(in));
          }
          break;
        case DeputyBatches.FAILED:
          failures.add(new Failure(thing.target, DeputyBatches.failure(in)));
          break;
        default:
          // After one that failed, which is told.
      }
    }
  }

  private synchronized void over(Batch batch, List<Failure> failures) {
    failures.forEach(failure -> fail(failure.target(), failure.why()));
    batch.isDone = true;
    while (!underWay.isEmpty() && underWay.peek().isDone) {
      over(underWay.remove());
    }
    if (underWay.isEmpty() && filling.length > 0) {
      flush();
    }
    notifyAll();
  }

  /** As after a write that failed at home nothing follows until the program knows. */
  private void fail(Behind target, Throwable why) {
    target.fail(why);
    for (Thing thing : filling.things) {
      thing.isGivenUp |= thing.target == target && thing.kind != DeputyBatches.TAKE;
    }
  }

  private void over(Batch batch) {
    for (Thing thing : batch.things) {
      thing.target.end(thing.kind == DeputyBatches.TAKE ? 0 : thing.length, thing.calls);
    }
    size -= batch.length + batch.things.size() * HEAD;
    done += batch.things.size();
    answered++;
    if (batch.bytes.length > spare.length) {
      spare = batch.bytes;
    }
    batch.bytes = NOTHING;
  }

  /** True if all that was taken is done, or has failed. */
  boolean isDone() {
    return done == taken;
  }

  /** Returns when all that was taken before is done, or has failed. */
  void drain() {
    if (!isDone()) {
      awaitTaken();
    }
  }

  private synchronized void awaitTaken() {
    long all = taken;
    sent();
    awaitUntil(() -> done >= all);
  }

  /** Like every wait for home it is not ended by an interrupt, which is kept. With the lock. */
  private void awaitUntil(BooleanSupplier over) {
    Awaited.until(this, over);
  }
}
