package org.mosix.runtime.syscall;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.Map;
import org.mosix.runtime.jvm.Awaited;

/** Carries out at home what the program has done behind, see {@link WriteBehind}: batch by batch, and other calls after those they name. */
final class DeputyBatches {

  /** Bytes for a file. */
  static final int WRITE = 0;
  /** Bytes for a socket. */
  static final int SEND = 1;
  /** Bytes of a socket that the program has read: the guest had copies of them. */
  static final int TAKE = 2;
  /** A call whose answer the guest knows. */
  static final int CALL = 3;

  /** How each of them ended. */
  static final int CARRIED_OUT = 0;
  static final int FAILED = 1;
  /** An earlier one on the same descriptor has failed. */
  static final int GIVEN_UP = 2;

  private static final int TAKEN_AT_ONCE = 16 << 10;

  private static final NativeMethod[] METHODS = {
      RemoteSyscallTable.find("java/io/FileOutputStream", "writeBytes", "([BIIZ)V").orElseThrow(),
      socket(Runtime.version().feature() >= 21 ? "sun/nio/ch/SocketDispatcher" : "sun/nio/ch/FileDispatcherImpl", "write0"),
      socket("sun/nio/ch/SocketDispatcher", "read0")};

  /** Carries out a native as for a request of its own. */
  interface Caller {
    byte[] call(NativeMethod method, Wire.Reader arguments);
  }

  private final CallCounters counters;
  private final DeputySockets sockets;
  private final Caller caller;
  private final MethodHandle[] handles = new MethodHandle[METHODS.length];
  /** Descriptors of which a write has failed, and in which batch: those written before the guest knew are given up. */
  private final Map<Integer, Integer> failed = new HashMap<>();
  private int done;
  private boolean over;

  DeputyBatches(CallCounters counters, DeputySockets sockets, Caller caller) {
    this.caller = caller;
    this.counters = counters;
    this.sockets = sockets;
  }

  private static NativeMethod socket(String owner, String name) {
    return RemoteSyscallTable.find(owner, name, "(Ljava/io/FileDescriptor;JI)I").orElseThrow();
  }

  /** The failure in an answer; whoever throws it says of which native it is. */
  static Throwable failure(Wire.Reader in) {
    Wire.Reader answer = new Wire.Reader(in.getBytes());
    return switch (answer.getByte()) {
      case Outcome.THROWN -> Outcome.rebuild(answer, METHODS[WRITE], true);
      case Outcome.REJECTED -> new IOException(answer.getString());
      default -> new IOException(LinuxErrors.text((Integer) Values.read(answer)));
    };
  }

  /** Waits until so many batches are done. */
  synchronized void await(int batches) throws IOException {
    Awaited.until(this, () -> done >= batches || over);
    if (done < batches) {
      throw new IOException("the process has left");
    }
  }

  /** The guest is left, or lost: what it has not sent never comes. */
  synchronized void end() {
    over = true;
    notifyAll();
  }

  /** Carries out the batch whose turn it is. */
  Wire carryOut(int number, Wire.Reader in, Wire out) {
    try {
      int known = in.getInt();
      failed.values().removeIf(batch -> batch <= known);
      for (int left = in.getInt(); left > 0; left--) {
        carryOutNext(number, in, out);
      }
      return out;
    } finally {
      synchronized (this) {
        done = number;
        notifyAll();
      }
    }
  }

  private void carryOutNext(int batch, Wire.Reader in, Wire out) {
    int kind = in.getByte();
    int descriptor = in.getInt();
    byte[] bytes = kind == TAKE ? null : in.getBytes();
    int length = bytes == null ? in.getInt() : bytes.length;
    if (bytes != null && failed.containsKey(descriptor)) {
      out.putByte(GIVEN_UP);
      return;
    }
    long start = System.nanoTime();
    if (kind == CALL) {
      call(descriptor, batch, bytes, start, out);
      return;
    }
    try {
      SocketNews news = carryOut(kind, descriptor, bytes, length);
      counters.count(METHODS[kind], length, System.nanoTime() - start);
      out.putByte(CARRIED_OUT);
      if (kind == SEND) {
        news.write(out);
      }
    } catch (Throwable e) {
      failed.put(descriptor, batch);
      out.putByte(FAILED).putBytes(Outcome.thrown(e).toBytes());
    }
  }

  private void call(int descriptor, int batch, byte[] call, long start, Wire out) {
    Wire.Reader in = new Wire.Reader(call);
    boolean mayFail = in.getByte() != 0;
    NativeMethod method = RemoteSyscallTable.get(in.getInt());
    byte[] answer = caller.call(method, in);
    counters.count(method, call.length + answer.length, System.nanoTime() - start);
    Wire.Reader result = new Wire.Reader(answer);
    Object value = result.getByte() == Outcome.DONE ? Values.read(result) : answer;
    if (mayFail || value == null || value.equals(0)) {
      out.putByte(CARRIED_OUT);
    } else {
      failed.put(descriptor, batch);
      out.putByte(FAILED).putBytes(answer);
    }
  }

  private SocketNews carryOut(int kind, int descriptor, byte[] bytes, int length) throws Throwable {
    FileDescriptor to = Descriptors.create(descriptor);
    switch (kind) {
      case WRITE:
        // It writes all; what it throws is what a channel's or a random access file's would.
        handle(kind).invoke(Streams.create(Streams.OUTPUT.ordinal(), to), bytes, 0, length, false);
        return SocketNews.NONE;
      case SEND:
        send(to, bytes);
        return sockets.news(descriptor);
      default:
        take(to, length);
        sockets.taken(descriptor, length);
        return SocketNews.NONE;
    }
  }

  private MethodHandle handle(int kind) {
    if (handles[kind] == null) {
      handles[kind] = METHODS[kind].handle();
    }
    return handles[kind];
  }

  private void send(FileDescriptor to, byte[] bytes) throws Throwable {
    try (Scratch scratch = new Scratch()) {
      long memory = scratch.memory(bytes);
      for (int done = 0; done < bytes.length; ) {
        int written = (int) handle(SEND).invoke(to, memory + done, bytes.length - done);
        if (written > 0) {
          done += written;
        } else if (written == StreamSocket.UNAVAILABLE) {
          // The system called it writable and had no memory then: it will have some.
          DeputySockets.awaitWritable(to);
        }
      }
    }
  }

  private void take(FileDescriptor from, int length) throws Throwable {
    try (Scratch scratch = new Scratch()) {
      long memory = scratch.memory(Math.min(length, TAKEN_AT_ONCE));
      for (int done = 0; done < length; ) {
        int read = (int) handle(TAKE).invoke(from, memory, Math.min(length - done, TAKEN_AT_ONCE));
        if (read == StreamSocket.INTERRUPTED) {
          continue;
        }
        if (read <= 0) {
          throw new IOException("somebody else reads the connection: " + (length - done) + " bytes that were there are gone");
        }
        done += read;
      }
    }
  }
}
