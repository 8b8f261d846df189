package org.mosix.instrument;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The natives for sockets, pipes, selectors and watch services that may wait for ever, and the methods that are called in their place: a thread in one
 * of those can be woken, and its caller tries again. Also those by which channels remember the threads that are blocked in them.
 */
public final class BlockingNatives {

  /** The boot class of the methods that are called instead. */
  public static final String OWNER = "org/mosix/boot/SysBlocked";

  static final String THREADS = "org/mosix/boot/SysThreads";
  static final String POLLERS = "org/mosix/boot/SysPollers";

  /** Classes in which virtual threads wait for sockets, or are woken there. */
  private static final Set<String> POLLED = Set.of(
      "sun/nio/ch/NioSocketImpl",
      "sun/nio/ch/SelChImpl",
      "sun/nio/ch/DatagramChannelImpl",
      "sun/nio/ch/EPollSelectorImpl",
      "sun/nio/ch/NativeDispatcher");

  private static final String CHILDREN = "java/lang/ProcessHandleImpl";
  /** What the class of {@link #CHILDREN} asks whether the threads that wait have ordinary stacks. */
  private static final String FLAGS = "java/lang/Boolean";

  private static final String FILES = "sun/nio/ch/FileDispatcherImpl";
  private static final String WATCHES = "sun/nio/fs/LinuxWatchService";
  private static final String MEMORY = "(Ljava/io/FileDescriptor;JI)";

  /** By native, with class and descriptor: the methods that stand for it. */
  private static final Map<String, List<String>> TABLE = new HashMap<>();

  static {
    memory("sun/nio/ch/SocketDispatcher", "socket");
    memory("sun/nio/ch/DatagramDispatcher", "datagram");
    memory(FILES, "file");
    // In Java 17 sockets are written by the natives for files.
    add(FILES + ".write0" + MEMORY + "I", "socketWrite");
    add(FILES + ".writev0" + MEMORY + "J", "socketWriteVector");
    add("sun/nio/ch/DatagramChannelImpl.receive0(Ljava/io/FileDescriptor;JIJZ)I", "receive");
    add("sun/nio/ch/DatagramChannelImpl.send0(Ljava/io/FileDescriptor;JIJI)I", "send");
    add("sun/nio/ch/Net.accept(Ljava/io/FileDescriptor;Ljava/io/FileDescriptor;[Ljava/net/InetSocketAddress;)I", "accept");
    add("sun/nio/ch/Net.connect0(ZLjava/io/FileDescriptor;Ljava/net/InetAddress;I)I", "connect");
    add("sun/nio/ch/Net.poll(Ljava/io/FileDescriptor;IJ)I", "poll");
    add("sun/nio/ch/UnixDomainSockets.accept0(Ljava/io/FileDescriptor;Ljava/io/FileDescriptor;[Ljava/lang/Object;)I", "acceptUnix");
    add("sun/nio/ch/UnixDomainSockets.connect0(Ljava/io/FileDescriptor;[B)I", "connectUnix");
    add("sun/nio/ch/EPoll.wait(IJII)I", "select");
    add(WATCHES + ".poll(II)I", "awaitEvents");
  }

  private BlockingNatives() {}

  private static void memory(String owner, String kind) {
    add(owner + ".read0" + MEMORY + "I", kind + "Read");
    add(owner + ".readv0" + MEMORY + "J", kind + "ReadVector");
    add(owner + ".write0" + MEMORY + "I", kind + "Write");
    add(owner + ".writev0" + MEMORY + "J", kind + "WriteVector");
  }

  private static void add(String natively, String method) {
    TABLE.computeIfAbsent(natively, key -> new ArrayList<>(2)).add(method);
  }

  /** The methods of {@link #OWNER} that stand for a native; empty if it does not wait. */
  public static List<String> methodsFor(String owner, String name, String descriptor) {
    return owner.startsWith("sun/nio/") ? TABLE.getOrDefault(owner + '.' + name + descriptor, List.of()) : List.of();
  }

  /** The method that {@code caller} calls instead, with class and a dot; null if the native does not wait. */
  static String replacement(String caller, String owner, String name, String descriptor) {
    if (owner.equals(FLAGS)) {
      return name.equals("getBoolean") ? BlockingReads.OWNER + ".ordinaryStacks" : null;
    }
    if (owner.equals(CHILDREN) && name.equals("waitForProcessExit0")) {
      return BlockingReads.OWNER + ".awaitExit";
    }
    List<String> methods = methodsFor(owner, name, descriptor);
    if (methods.isEmpty()) {
      return null;
    }
    return OWNER + '.' + (owner.equals(FILES) && !caller.equals(FILES) ? methods.get(methods.size() - 1) : methods.get(0));
  }

  /** True for classes with natives that wait, or with what {@code caller} asks about them. */
  static boolean concerns(String caller, String owner) {
    return owner.startsWith("sun/nio/ch/") || owner.equals(WATCHES) || owner.equals(CHILDREN) || owner.equals(FLAGS) && caller.equals(CHILDREN);
  }

  /** True for calls by which {@code caller} finds out how a virtual thread waits for a socket, or wakes those that wait for one that is closed. */
  static boolean concernsPollers(String caller, String owner, String name) {
    return POLLED.contains(caller)
        && (owner.equals("java/lang/Thread") && name.equals("isVirtual") || owner.equals("sun/nio/ch/Poller") && name.equals("stopPoll"));
  }

  /** What stands for such a call. */
  static String pollers(String name) {
    return name.equals("isVirtual") ? "serve" : name;
  }

  /** True for calls that remember a blocked thread, or wake it. */
  static boolean concernsThreads(String caller, String owner, String name) {
    // Channels of files are left alone: no thread is captured in them.
    return owner.equals("sun/nio/ch/NativeThread") && !caller.equals("sun/nio/ch/NativeThreadSet") && !caller.equals(owner)
        && (name.equals("current") || name.equals("signal"));
  }
}
