package org.mosix.runtime.syscall;

import java.util.Map;
import java.util.Set;

/** What a call means for what is known of connected sockets, here and at home. */
enum SocketRules {
  /** Reads of a connection. */
  READ,
  /** Writes to a connection, or, until Java 20, to a file. */
  WRITE,
  /** Takes a new connection. */
  ACCEPT,
  /** Says whether reads and writes wait. */
  MODE,
  /** Asks for the address of this end, which stays what it is. */
  PORT, ADDRESS,
  /** Tells a selector what to wait for. */
  SELECTOR,
  /** Waits until one of many is ready. */
  WAIT,
  /** Closes it, or changes how it behaves: what was known of it is worthless. */
  FORGET,
  /** Opens a descriptor: what was known of its number is known of one that was closed. */
  OPEN,
  /** Has nothing to do with any. */
  NONE;

  private static final String SOCKETS = "sun/nio/ch/SocketDispatcher";
  private static final Set<String> WRITERS = Set.of(SOCKETS, "sun/nio/ch/FileDispatcherImpl");
  private static final Set<String> READS = Set.of("read0", "readv0");
  private static final Set<String> WRITES = Set.of("write0", "writev0");
  private static final Set<String> CHANGES = Set.of("setIntOption0", "dup0");

  private static final Map<String, SocketRules> CONNECTIONS = Map.of("accept", ACCEPT, "localPort", PORT, "localInetAddress", ADDRESS);

  private static final SocketRules[] BY_INDEX = RemoteSyscallTable.all().stream().map(SocketRules::find).toArray(SocketRules[]::new);

  static SocketRules of(NativeMethod method) {
    return BY_INDEX[method.index()];
  }

  private static SocketRules find(NativeMethod method) {
    String owner = method.owner();
    String name = method.name();
    if (owner.equals(SOCKETS) && READS.contains(name)) {
      return READ;
    }
    if (WRITERS.contains(owner) && WRITES.contains(name)) {
      return WRITE;
    }
    if (owner.equals("sun/nio/ch/EPoll")) {
      return name.equals("wait") ? WAIT : name.equals("ctl") ? SELECTOR : NONE;
    }
    if (owner.equals("sun/nio/ch/IOUtil") && name.equals("configureBlocking")) {
      return MODE;
    }
    if (owner.equals("sun/nio/ch/Net") && CONNECTIONS.containsKey(name)) {
      return CONNECTIONS.get(name);
    }
    if (DirectRules.of(method) == DirectRules.CLOSES || CHANGES.contains(name)) {
      return FORGET;
    }
    boolean opens = method.descriptorResult() || method.passing().contains(Passing.DESCRIPTOR_CHANGED) || method.passing().contains(Passing.STREAM_CHANGED);
    return opens ? OPEN : NONE;
  }
}
