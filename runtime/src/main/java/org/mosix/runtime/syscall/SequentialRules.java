package org.mosix.runtime.syscall;

import java.util.Set;

/** What a call means for bytes that were read ahead or are written behind. */
enum SequentialRules {
  /** Reads on: may be answered from what was read ahead. */
  READ,
  /** Writes on: may be done behind. */
  WRITE,
  /** Asks for the position of a file. */
  POSITION,
  /** Asks for the length of a file. */
  LENGTH,
  /** Asks how much of a file is left. */
  AVAILABLE,
  /** Sets the position, whatever it was; asks for it if it is given -1. */
  SEEK,
  /** Sends bytes to where they can change no file. */
  SEND,
  /** Opens a descriptor: what was known of its number is known of a file that was closed. */
  OPEN,
  CLOSE,
  /** Shares the position with a second descriptor, or locks the file: from now on nothing is read ahead or written behind. */
  SHARE,
  /** Carried out at home, but nobody there can see it. */
  INVISIBLE,
  /** Anything else that others may see, or by which the program may see what others did. */
  OTHER;

  private static final Set<String> SOCKETS = Set.of("sun/nio/ch/SocketDispatcher", "sun/nio/ch/DatagramDispatcher");
  private static final Set<String> CHANNELS = Set.of("sun/nio/ch/FileDispatcherImpl", "sun/nio/ch/UnixFileDispatcherImpl");

  private static final SequentialRules[] BY_INDEX = RemoteSyscallTable.all().stream().map(SequentialRules::find).toArray(SequentialRules[]::new);

  static SequentialRules of(NativeMethod method) {
    return BY_INDEX[method.index()];
  }

  private static SequentialRules find(NativeMethod method) {
    String owner = method.owner();
    if (owner.equals("java/io/FileInputStream") || owner.equals("java/io/FileOutputStream") || owner.equals("java/io/RandomAccessFile")) {
      return ofStream(method.name());
    }
    if (CHANNELS.contains(owner)) {
      return ofChannel(method.name());
    }
    if (SOCKETS.contains(owner) && method.name().startsWith("write")) {
      return SEND;
    }
    if (Zip.isCall(method)) {
      return INVISIBLE;
    }
    return ofAny(method);
  }

  private static SequentialRules ofStream(String name) {
    return switch (name) {
      case "read0", "readBytes", "readBytes0" -> READ;
      case "write", "write0", "writeBytes", "writeBytes0" -> WRITE;
      case "position0", "getFilePointer" -> POSITION;
      case "length", "length0" -> LENGTH;
      case "available0" -> AVAILABLE;
      case "seek0" -> SEEK;
      case "open0" -> OPEN;
      default -> OTHER;
    };
  }

  private static SequentialRules ofChannel(String name) {
    return switch (name) {
      case "read0" -> READ;
      case "write0" -> WRITE;
      case "size0" -> LENGTH;
      case "available0" -> AVAILABLE;
      case "seek0" -> SEEK;
      case "lock0", "dup0" -> SHARE;
      case "close0", "closeIntFD", "preClose0" -> CLOSE;
      default -> OTHER;
    };
  }

  private static SequentialRules ofAny(NativeMethod method) {
    if (DirectRules.of(method) == DirectRules.CLOSES) {
      return CLOSE;
    }
    if (method.name().equals("dup")) {
      return SHARE;
    }
    return method.descriptorResult() ? OPEN : OTHER;
  }
}
