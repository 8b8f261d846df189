package org.mosix.boot;

import java.io.File;
import java.io.FileDescriptor;
import java.nio.charset.StandardCharsets;
import jdk.internal.misc.Unsafe;

/**
 * Where the facades of native methods ask whether a call goes home, and hand it over. On a guest every call site of a native that
 * touches the outside leads to a facade; the tests here are the first thing it does.
 *
 * <p>A descriptor of home is its number plus {@link #HOME_DESCRIPTOR}, a native handle of home (a directory stream, say) its address
 * plus {@link #HOME_HANDLE}: neither collides with the guest's own, so these tests need no look-up. Calls that name no descriptor go
 * home if a process has arrived and the thread is not the runtime's.
 */
public final class Sys {

  /** Added to home's file descriptors: beyond every limit on open files. */
  public static final int HOME_DESCRIPTOR = 1 << 30;

  /** Set in home's native addresses: outside the user address space of every supported processor. */
  public static final long HOME_HANDLE = 1L << 62;

  /** Set besides {@link #HOME_DESCRIPTOR} in a file of {@code /mfs/NODE}; what follows is the same number at home and on every guest. */
  public static final int MFS_DESCRIPTOR = 1 << 29;

  /** The same for {@link #HOME_HANDLE}. */
  public static final long MFS_HANDLE = 1L << 61;

  /** What every path to a file of a node begins with; a digit follows. */
  private static final String MFS = "/mfs/";

  private static final Unsafe UNSAFE = Unsafe.getUnsafe();
  private static final long FD = UNSAFE.objectFieldOffset(FileDescriptor.class, "fd");

  /** Errors of Linux have smaller numbers. */
  private static final int ERRORS = 4096;

  /** Errors that calls on other nodes have had, while others are this JVM's own. */
  private static final boolean[] ELSEWHERE = new boolean[ERRORS];

  /** Null until a process has arrived here, and at home: everything is local. */
  private static volatile SysCalls calls;

  /** True on a guest that a process has come to: what is not here is at home. */
  private static volatile boolean away;

  /** True if the program may open {@code /mfs/NODE/...}. */
  private static volatile boolean mfs;

  /** Directories of this node's installation, each with a trailing slash. */
  private static volatile byte[][] localDirectories = {};

  private Sys() {}

  /** From now on calls of the program are carried out by {@code home}; null makes all local again. */
  public static void attach(SysCalls home) {
    away = false;
    calls = home == null ? null : new SysInsideCalls(home);
    away = home != null;
  }

  /** At home: all is local but the files of other nodes, which {@code nodes} serves. */
  public static void attachAtHome(SysCalls nodes) {
    calls = new SysInsideCalls(nodes);
    mfs = true;
  }

  /** Whether {@code /mfs/NODE/...} names a file of a node. */
  public static void useMfs(boolean on) {
    mfs = on;
  }

  /** True if the program may open {@code /mfs/NODE/...}. */
  public static boolean usesMfs() {
    return mfs;
  }

  /** These files, and what is in these directories, are always this node's own: the JDK and the agent. */
  public static void keepLocal(String... directories) {
    byte[][] prefixes = new byte[directories.length][];
    for (int i = 0; i < prefixes.length; i++) {
      String directory = directories[i];
      prefixes[i] = (directory.endsWith("/") ? directory : directory + "/").getBytes(StandardCharsets.UTF_8);
    }
    localDirectories = prefixes;
  }

  /** Carries out native {@code index} of the table at home. */
  static Object call(int index, Object[] arguments) throws Throwable {
    return attached().call(index, arguments);
  }

  /** The same for a native that may wait for ever: meanwhile the thread counts as waiting, and can be woken. */
  static Object callBlocking(int index, Object[] arguments) throws Throwable {
    SysCalls home = attached();
    SysHomeCall call = new SysHomeCall(home);
    SysWaits.Wait wait = SysWaits.enter(call);
    try {
      return home.callBlocking(index, arguments, call.id);
    } finally {
      SysWaits.leave(wait);
    }
  }

  /** See {@link SysCalls#file}. */
  static SysFile file(Object fd) {
    SysCalls now = calls;
    return now == null ? null : now.file(UNSAFE.getInt(fd, FD));
  }

  /** The same for a stream or file object whose {@code FileDescriptor} is at {@code offset}. */
  static SysFile file(Object stream, long offset) {
    return file(UNSAFE.getReference(stream, offset));
  }

  private static SysCalls attached() {
    SysCalls now = calls;
    if (now == null) {
      throw new IllegalStateException("a descriptor of home is used, but no process is attached here");
    }
    return now;
  }

  /** True from {@link #attach} on. */
  public static boolean isAttached() {
    return away;
  }

  /** Null if the process is at home. */
  static SysCalls calls() {
    return calls;
  }

  /** True if a call without descriptor or path goes home. */
  public static boolean process() {
    return away && isProgram();
  }

  private static boolean isProgram() {
    return !RuntimeThread.callsAreLocal() && !SysInside.isCurrent();
  }

  /** True for a file of {@code /mfs/NODE}. */
  public static boolean mfsDescriptor(int fd) {
    return (fd & (HOME_DESCRIPTOR | MFS_DESCRIPTOR)) == (HOME_DESCRIPTOR | MFS_DESCRIPTOR) && fd > 0;
  }

  /** True for a directory stream of {@code /mfs/NODE}. */
  public static boolean mfsHandle(long address) {
    return address > 0 && (address & (HOME_HANDLE | MFS_HANDLE)) == (HOME_HANDLE | MFS_HANDLE);
  }

  /** From now on the text of this error is not asked of the system here, which does not know it. */
  public static void errorElsewhere(int number) {
    if (number >= 0 && number < ERRORS) {
      ELSEWHERE[number] = true;
    }
  }

  /** Whether an error's text is known elsewhere: the system tells that of the calling thread's last error only. */
  static boolean error(int number) {
    return process() || mfs && number >= 0 && number < ERRORS && ELSEWHERE[number] && isProgram();
  }

  public static boolean descriptor(int fd) {
    return fd >= HOME_DESCRIPTOR;
  }

  public static boolean descriptor(Object fd) {
    return fd != null && UNSAFE.getInt(fd, FD) >= HOME_DESCRIPTOR;
  }

  /** For calls on two: either is home's. */
  static boolean descriptor(Object one, Object other) {
    return descriptor(one) || descriptor(other);
  }

  static boolean descriptor(int one, int other) {
    return descriptor(one) || descriptor(other);
  }

  public static boolean handle(long address) {
    return address > 0 && (address & HOME_HANDLE) != 0;
  }

  /** A stream or file object whose {@code FileDescriptor} is at {@code offset}. */
  static boolean owner(Object stream, long offset) {
    return descriptor(UNSAFE.getReference(stream, offset));
  }

  public static boolean path(Object pathOrFile) {
    if (pathOrFile == null || !(away || mfs)) {
      return false;
    }
    String path = pathOrFile instanceof File ? ((File) pathOrFile).getPath() : (String) pathOrFile;
    if (mfs && mfsPath(path)) {
      return isProgram();
    }
    if (!process()) {
      return false;
    }
    for (byte[] directory : localDirectories) {
      if (startsWith(path, directory)) {
        return false;
      }
    }
    return true;
  }

  /** A path relative to {@code directory}, a descriptor or {@code AT_FDCWD}. */
  public static boolean pathAt(int directory, long address) {
    return directory < 0 ? path(address) : descriptor(directory);
  }

  /** For calls on two: the first decides, but for a file of {@code /mfs}. */
  static boolean path(Object one, Object other) {
    return path(one) || isMfs(other);
  }

  private static boolean isMfs(Object pathOrFile) {
    return mfs && pathOrFile != null && mfsPath(pathOrFile instanceof File ? ((File) pathOrFile).getPath() : (String) pathOrFile) && isProgram();
  }

  static boolean path(long one, long other) {
    return path(one) || mfs && mfsPath(other) && isProgram();
  }

  /** {@code /mfs/NODE}, with or without more. */
  public static boolean mfsPath(String path) {
    return path.startsWith(MFS) && path.length() > MFS.length() && isDigit(path.charAt(MFS.length()));
  }

  static boolean mfsPath(long address) {
    for (int i = 0; i < MFS.length(); i++) {
      if (UNSAFE.getByte(address + i) != (byte) MFS.charAt(i)) {
        return false;
      }
    }
    return isDigit((char) UNSAFE.getByte(address + MFS.length()));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** A path as a C string in this JVM's native memory. */
  public static boolean path(long address) {
    if (mfs && address != 0 && mfsPath(address)) {
      return isProgram();
    }
    if (!process()) {
      return false;
    }
    for (byte[] directory : localDirectories) {
      if (startsWith(address, directory)) {
        return false;
      }
    }
    return true;
  }

  /** A path is in {@code directory} or is the directory itself, without the slash. */
  private static boolean startsWith(String path, byte[] directory) {
    int length = Math.min(path.length(), directory.length);
    for (int i = 0; i < length; i++) {
      if (path.charAt(i) != (char) (directory[i] & 0xff)) {
        return false;
      }
    }
    return length >= directory.length - 1;
  }

  private static boolean startsWith(long address, byte[] directory) {
    for (int i = 0; i < directory.length; i++) {
      byte at = UNSAFE.getByte(address + i);
      if (at != directory[i]) {
        return at == 0 && i == directory.length - 1;
      }
    }
    return true;
  }
}
