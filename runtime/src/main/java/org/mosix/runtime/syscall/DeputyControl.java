package org.mosix.runtime.syscall;

import java.io.FileDescriptor;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.mosix.boot.SysExit;
import org.mosix.boot.SysKept;
import org.mosix.boot.SysPoll;

/** The deputy's answers to what is not a native: waits that can be cancelled, clocks, the state of the process, its end. */
final class DeputyControl {

  private static final long NANOS_PER_MILLI = 1_000_000L;

  private final ProcessExit exit;
  private final Performer performer;
  private final ConcurrentMap<Long, Waiting> waits = new ConcurrentHashMap<>();

  /** A guest's thread that waits for a descriptor. */
  static final class Waiting {
    private final Runnable wake;
    private volatile boolean cancelled;

    private Waiting(Runnable wake) {
      this.wake = wake;
    }

    private void cancel() {
      cancelled = true;
      wake.run();
    }
  }

  DeputyControl(ProcessExit exit, Performer performer) {
    this.performer = performer;
    this.exit = exit;
  }

  byte[] answer(int operation, Wire.Reader in) throws Throwable {
    switch (operation) {
      case Request.DESCRIBE:
        return HomeState.describe().write(done()).toBytes();
      case Request.CLOCKS:
        return done().putLong(System.nanoTime()).putLong(System.currentTimeMillis()).toBytes();
      case Request.MAY_BLOCK:
        return flag(!SysPoll.isSeekable(Descriptors.create(in.getInt())));
      case Request.KEEP:
        return done().putInt(SysKept.duplicate(Descriptors.create(in.getInt()))).toBytes();
      case Request.AWAIT:
        return flag(await(Descriptors.create(in.getInt()), in.getLong(), in.getLong()));
      case Request.CANCEL:
        return flag(cancel(in.getLong()));
      case Request.AWAIT_EXIT:
        return done().putInt(awaitExit(new SysExit(in.getLong(), in.getByte() != 0), in.getLong())).toBytes();
      case Request.MFS_NODE:
        return flag(GuestProcess.alsoUses(in.getInt()));
      case Request.WHEREABOUTS:
        return Whereabouts.write(performer.whereabouts(performer.descriptor(in.getInt())), done()).toBytes();
      case Request.SEEK:
        return done().putLong(DirectFiles.seek(Descriptors.create(performer.descriptor(in.getInt())), in.getLong())).toBytes();
      case Request.TRAITS:
        return FileTraits.of(in.getInt()).write(done()).toBytes();
      case Request.READ_AT:
        return FilePiece.read(Descriptors.create(in.getInt()), in.getLong(), in.getInt(), done()).toBytes();
      default:
        throw new IllegalArgumentException("operation: " + operation + " (expected: " + Request.READ_AT + " or more)");
    }
  }

  private static Wire done() {
    return new Wire(64).putByte(Outcome.DONE);
  }

  private static byte[] flag(boolean value) {
    return done().putByte(value ? 1 : 0).toBytes();
  }

  byte[] exit(Wire.Reader in) {
    exit.halt((Integer) Passing.VALUE.rebuild(in, null));
    return done().putByte('-').toBytes();
  }

  private boolean await(FileDescriptor fd, long waitId, long millis) throws Throwable {
    SysPoll poll = SysPoll.local(fd);
    Waiting waiting = begin(waitId, poll::cancel);
    try {
      long deadline = System.nanoTime() + millis * NANOS_PER_MILLI;
      while (!waiting.cancelled && System.nanoTime() < deadline) {
        if (poll.await()) {
          return true;
        }
      }
      return false;
    } finally {
      end(waitId);
    }
  }

  private int awaitExit(SysExit exit, long waitId) {
    begin(waitId, exit::cancel);
    try {
      return exit.await();
    } finally {
      end(waitId);
    }
  }

  /** A wait of the guest's begins, which {@code wake} ends early. */
  Waiting begin(long waitId, Runnable wake) {
    Waiting waiting = new Waiting(wake);
    waits.put(waitId, waiting);
    return waiting;
  }

  void end(long waitId) {
    waits.remove(waitId);
  }

  private boolean cancel(long waitId) {
    Waiting waiting = waits.get(waitId);
    if (waiting != null) {
      waiting.cancel();
    }
    return waiting != null;
  }

  void cancelAll() {
    waits.values().forEach(Waiting::cancel);
  }
}
