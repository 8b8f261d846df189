package org.mosix.runtime.syscall;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.mosix.boot.Sys;

/** Where what a call names is: here, at home, or on the node of a path or number of {@code /mfs}. */
final class Place {

  /** What it names is in different places. */
  static final int MIXED = -3;
  /** It names nothing that is anywhere. */
  private static final int NONE = -2;
  static final int HERE = -1;
  /** Of the deputy; nodes are greater. */
  static final int HOME = 0;

  /** By a native's place in the table: its arguments that are descriptors, and the same from the last one on. */
  private static final int[][] FIRST = RemoteSyscallTable.all().stream()
      .map(method -> IntStream.range(0, method.passing().size()).filter(i -> isDescriptor(method.passing().get(i))).toArray()).toArray(int[][]::new);
  private static final int[][] LAST = Arrays.stream(FIRST)
      .map(some -> IntStream.range(0, some.length).map(i -> some[some.length - 1 - i]).toArray()).toArray(int[][]::new);

  private Place() {}

  /**
   * A node's number, or one of the constants.
   *
   * @param away whether what is not on a node is at home
   */
  static int of(NativeMethod method, Object[] arguments, boolean away) {
    List<Passing> passing = method.passing();
    int place = NONE;
    for (int i = 0; i < passing.size(); i++) {
      int next = of(passing, arguments, i, away);
      if (next == NONE || next == place) {
        continue;
      }
      if (place != NONE) {
        return MIXED;
      }
      place = next;
    }
    return place == NONE ? elsewhere(away) : place;
  }

  private static int of(List<Passing> passing, Object[] arguments, int i, boolean away) {
    switch (passing.get(i)) {
      case DESCRIPTOR:
      case DESCRIPTOR_CHANGED:
        return ofDescriptor(Descriptors.number(arguments[i]));
      case STREAM:
      case STREAM_CHANGED:
        return ofDescriptor(Descriptors.number(Streams.descriptor(arguments[i])));
      case NUMBER:
        return ofDescriptor((Integer) arguments[i]);
      case HANDLE:
        return ofHandle((Long) arguments[i]);
      case PATH:
        return ofPath((String) arguments[i], away);
      case FILE:
        return ofPath(((File) arguments[i]).getPath(), away);
      case C_PATH:
        boolean relative = i > 0 && passing.get(i - 1) == Passing.NUMBER && (Integer) arguments[i - 1] >= 0;
        return relative ? NONE : Sys.usesMfs() ? ofPath(text((Long) arguments[i]), away) : elsewhere(away);
      default:
        return NONE;
    }
  }

  /** The first descriptor that a call names, as the program has it; -1 if it names none. */
  static int descriptor(NativeMethod method, Object[] arguments) {
    return descriptor(method, arguments, FIRST[method.index()]);
  }

  /** The last one, of a call that names two. */
  static int lastDescriptor(NativeMethod method, Object[] arguments) {
    return descriptor(method, arguments, LAST[method.index()]);
  }

  private static int descriptor(NativeMethod method, Object[] arguments, int[] among) {
    for (int i : among) {
      int number = descriptor(method.passing().get(i), arguments[i]);
      if (number >= 0) {
        return number;
      }
    }
    return -1;
  }

  private static boolean isDescriptor(Passing passing) {
    return switch (passing) {
      case DESCRIPTOR, DESCRIPTOR_CHANGED, STREAM, STREAM_CHANGED, NUMBER, HOME_NUMBER -> true;
      default -> false;
    };
  }

  private static int descriptor(Passing passing, Object argument) {
    return switch (passing) {
      case DESCRIPTOR, DESCRIPTOR_CHANGED -> Descriptors.number(argument);
      case STREAM, STREAM_CHANGED -> Descriptors.number(Streams.descriptor(argument));
      case NUMBER -> (Integer) argument;
      case HOME_NUMBER -> Descriptors.toGuest((Integer) argument);
      default -> -1;
    };
  }

  private static int ofDescriptor(int number) {
    if (number < 0) {
      return NONE;
    }
    if (Sys.mfsDescriptor(number)) {
      return MfsNumber.nodeOf(number);
    }
    return Sys.descriptor(number) ? HOME : HERE;
  }

  private static int ofHandle(long handle) {
    if (Sys.mfsHandle(handle)) {
      return MfsNumber.nodeOf(handle);
    }
    return Sys.handle(handle) ? HOME : NONE;
  }

  /** A number that no node can have is a node that is not in the map. */
  private static int ofPath(String path, boolean away) {
    if (Sys.usesMfs() && path != null && Sys.mfsPath(path)) {
      int node = MfsNumber.nodeOf(path);
      return node == 0 ? Integer.MAX_VALUE : node;
    }
    return elsewhere(away);
  }

  private static int elsewhere(boolean away) {
    return away ? HOME : HERE;
  }

  /** The first path that a call names, for messages; null if it names none. */
  static String named(NativeMethod method, Object[] arguments) {
    List<Passing> passing = method.passing();
    for (int i = 0; i < passing.size(); i++) {
      switch (passing.get(i)) {
        case PATH:
          return (String) arguments[i];
        case FILE:
          return ((File) arguments[i]).getPath();
        case C_PATH:
          return text((Long) arguments[i]);
        default:
      }
    }
    return null;
  }

  private static String text(long address) {
    return address == 0 ? null : new String(Trusted.cString(address), StandardCharsets.UTF_8);
  }
}
