package org.mosix.runtime.syscall;

import java.util.List;
import java.util.Objects;

/**
 * A call that may move many bytes: cut into pieces of {@link RemoteCalls#CHUNK}. The JDK's natives write all, or as much as the file
 * takes; they read what there is. A piece that is not filled is therefore the last.
 */
final class BulkCall {

  /** By a native's place in the table: which argument holds the bytes, -1 if none does. */
  private static final int[] DATA = RemoteSyscallTable.all().stream().mapToInt(method -> find(method.passing())).toArray();
  /** Whether it reads or writes. */
  private static final boolean[] READS = moving("read", "pread");
  private static final boolean[] WRITES = moving("write", "pwrite");

  private final NativeMethod method;
  private final Object[] arguments;
  private final int data;
  private final long waitId;

  /** @param waitId names the call if it may wait for ever */
  BulkCall(NativeMethod method, Object[] arguments, long waitId) {
    this.method = method;
    this.arguments = arguments;
    this.data = DATA[method.index()];
    this.waitId = waitId;
  }

  private static boolean[] moving(String name, String atPosition) {
    List<NativeMethod> all = RemoteSyscallTable.all();
    boolean[] moving = new boolean[all.size()];
    for (NativeMethod method : all) {
      moving[method.index()] = method.name().startsWith(name) || method.name().startsWith(atPosition);
    }
    return moving;
  }

  private static int find(List<Passing> passing) {
    for (int i = 0; i < passing.size(); i++) {
      if (passing.get(i).isBulk()) {
        return i;
      }
    }
    return -1;
  }

  /** How many bytes of a file a call has moved, which has returned. */
  enum Moved {
    NONE,
    /** One, unless the result is negative. */
    ONE_READ,
    ONE_WRITTEN,
    /** What the argument after next to the data says. */
    ALL,
    /** What the result says. */
    RESULT
  }

  static Moved moved(NativeMethod method) {
    boolean reads = READS[method.index()];
    if (!reads && !WRITES[method.index()]) {
      return Moved.NONE;
    }
    if (DATA[method.index()] < 0 && !method.name().contains("v0")) {
      return reads ? Moved.ONE_READ : Moved.ONE_WRITTEN;
    }
    return method.descriptor().endsWith("V") ? Moved.ALL : Moved.RESULT;
  }

  /** The argument that says how many bytes {@link Moved#ALL} are. */
  static int length(NativeMethod method) {
    return DATA[method.index()] + 2;
  }

  /** Bytes of a file that a call has read or written. */
  static long moved(NativeMethod method, Object[] arguments, Object result) {
    return switch (moved(method)) {
      case NONE -> 0;
      // The result is the byte's value.
      case ONE_READ -> (Integer) result < 0 ? 0 : 1;
      case ONE_WRITTEN -> 1;
      case ALL -> ((Integer) arguments[length(method)]).longValue();
      case RESULT -> Math.max(0, ((Number) result).longValue());
    };
  }

  Object run(RemoteCalls calls) throws Throwable {
    if (data < 0) {
      return calls.once(method, arguments, waitId);
    }
    boolean array = arguments[data] == null || arguments[data] instanceof byte[];
    int at = array ? data + 2 : data + 1;
    int length = (Integer) arguments[at];
    if (array) {
      Object refused = check(length);
      if (refused != null) {
        return refused;
      }
    }
    if (length > RemoteCalls.CHUNK && method.blocks() && method.passing().get(data) == Passing.MEMORY_OUT) {
      // What follows the first piece may be long in coming.
      Object[] first = arguments.clone();
      first[at] = RemoteCalls.CHUNK;
      return calls.once(method, first, waitId);
    }
    return length <= RemoteCalls.CHUNK ? calls.once(method, arguments, waitId) : pieces(calls, array, at, length);
  }

  /** As the natives do before they touch the descriptor. Non-null if there is nothing to do. */
  private Object check(int length) {
    byte[] bytes = (byte[]) Objects.requireNonNull(arguments[data]);
    int offset = (Integer) arguments[data + 1];
    if (offset < 0 || length < 0 || bytes.length - offset < length) {
      throw new IndexOutOfBoundsException();
    }
    return length == 0 ? (Object) 0 : null;
  }

  private Object pieces(RemoteCalls calls, boolean array, int at, int length) throws Throwable {
    Object[] piece = arguments.clone();
    // A position in the file follows the length in pread0 and pwrite0.
    boolean positioned = !array && at + 1 < piece.length && piece[at + 1] instanceof Long;
    int done = 0;
    while (true) {
      int part = Math.min(RemoteCalls.CHUNK, length - done);
      piece[at] = part;
      Object result = calls.once(method, piece, waitId);
      int moved = result == null ? part : (Integer) result;
      if (moved < 0) {
        return done == 0 ? result : (Object) done;
      }
      done += moved;
      if (moved < part || done == length) {
        return result == null ? null : (Object) done;
      }
      if (array) {
        piece[data + 1] = (Integer) piece[data + 1] + moved;
      } else {
        piece[data] = (Long) piece[data] + moved;
      }
      if (positioned) {
        piece[at + 1] = (Long) piece[at + 1] + moved;
      }
    }
  }
}
