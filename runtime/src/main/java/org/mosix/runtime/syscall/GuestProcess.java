package org.mosix.runtime.syscall;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntSupplier;
import org.mosix.boot.GuestClock;
import org.mosix.boot.Sys;
import org.mosix.boot.SysBlocked;
import org.mosix.runtime.cache.ClassCache;

/**
 * The system calls of a guest JVM. {@link #prepare} once in a warm guest, before its classes are rewritten; {@link #attach} when a
 * process arrives, before its threads start.
 */
public final class GuestProcess {

  /** Of the process in this JVM; null if it makes none. */
  private static volatile RemoteCalls current;

  /** Of the program whose home this is. */
  private static volatile boolean strict;

  /** Where this JVM's own errors go, whatever the program's do. */
  private static PrintStream ownErrors = System.err;

  private GuestProcess() {}

  /** The standard error that this JVM was started with. */
  public static PrintStream ownErrors() {
    return ownErrors;
  }

  /**
   * Defines the facades. Also needed in a home JVM before a process comes back to it: method handles of facades may be in its heap.
   * Everything stays local.
   *
   * @param cache may know the facades from an earlier start
   * @param localPaths the agent: it is this node's own, like the files of the JDK
   */
  public static void prepare(ClassCache cache, String... localPaths) {
    String[] all = new String[localPaths.length + 1];
    System.arraycopy(localPaths, 0, all, 1, localPaths.length);
    all[0] = System.getProperty("java.home");
    Sys.keepLocal(all);
    FileDescriptor own = new FileDescriptor();
    Descriptors.setNumber(own, Descriptors.number(FileDescriptor.err));
    ownErrors = new PrintStream(new FileOutputStream(own), true);
    Facade.define(cache);
    AnonymousMemory.prepare();
  }

  /**
   * Sends the program's system calls home from now on, and takes over what the JDK keeps of home in its statics: clocks, standard
   * streams, environment, process id, working directory.
   *
   * @throws IOException if home does not answer
   */
  public static void attach(SyscallLink link) throws IOException {
    attach(link, MfsLinks.NONE, () -> 0, new NodeConfiguration(Path.of("/nonexistent")));
  }

  /**
   * @param nodes the way to the file servers of the nodes
   * @param node of this JVM; 0 while it is not known
   * @param configuration of that node
   */
  public static void attach(SyscallLink link, MfsLinks nodes, IntSupplier node, NodeConfiguration configuration) throws IOException {
    RemoteCalls calls = new RemoteCalls(link, nodes, node, configuration);
    HomeState home = HomeState.read(calls.control(Request.DESCRIBE, out -> {}));
    ClockProbe.synchronize(calls);
    adopt(home);
    MfsUse.adopt(home.mfsKey());
    for (int used : home.mfsNodes()) {
      MfsUse.nodes().add(used);
    }
    calls.direct().sharesWithHome(home.shares());
    if (!home.strict()) {
      calls.readAheadAndWriteBehind();
    }
    current = calls;
    Sys.useMfs(home.mfs());
    Sys.attach(calls);
  }

  /**
   * Lets the program of this home JVM use files of other nodes. Before any class is rewritten.
   *
   * @param nodes the way to their file servers
   * @param node of this JVM; 0 while it is not known
   * @param configuration of that node
   */
  public static void useNodes(MfsLinks nodes, IntSupplier node, NodeConfiguration configuration) {
    FacadeTargets.filesOnly();
    SysBlocked.files(new int[] {fileNative("read0", "I"), fileNative("readv0", "J"), fileNative("write0", "I"), fileNative("writev0", "J")});
    RemoteCalls calls = new RemoteCalls(null, nodes, node, configuration);
    current = calls;
    Sys.attachAtHome(calls);
  }

  /** Each call of the program, when it is away, is to be carried out at home before it returns. For a home JVM. */
  public static void beStrict() {
    strict = true;
  }

  static boolean isStrict() {
    return strict;
  }

  /** The node's configuration of files, for a home JVM. */
  public static void configure(NodeConfiguration configuration) {
    NodeShares.set(configuration);
  }

  /**
   * The process is stopped here and may go on elsewhere: tells where it is in files that it uses directly or reads ahead, and waits for
   * what is written behind.
   *
   * @throws IOException if an other end does not answer, or the program has not been told yet that a write has failed; it must not leave then
   */
  public static void settle() throws IOException {
    RemoteCalls calls = current;
    if (calls != null) {
      calls.settle();
    }
  }

  /** The process has left this JVM, which stays. */
  public static void left() {
    RemoteCalls calls = current;
    if (calls != null) {
      calls.close();
    }
  }

  /** The process, which is away, uses files of a node: home links itself there too, so that the server knows that it lives. */
  static boolean alsoUses(int node) throws IOException {
    RemoteCalls calls = current;
    if (calls != null) {
      calls.useNode(node);
    }
    return MfsUse.nodes().add(node);
  }

  private static int fileNative(String name, String result) {
    return RemoteSyscallTable.find("sun/nio/ch/FileDispatcherImpl", name, "(Ljava/io/FileDescriptor;JI)" + result).orElseThrow().index();
  }

  /** True on a guest that a process has come to. */
  public static boolean isAttached() {
    return Sys.isAttached();
  }

  /** Back to local calls. */
  public static void detach() {
    current = null;
    Sys.attach(null);
    GuestClock.set(0, 0);
  }

  private static void adopt(HomeState home) {
    standardStreams();
    environment(home.environment());
    Object current = ProcessHandle.current();
    JdkField.of(current.getClass(), "pid").set(current, home.pid());
    HomeState.startTimeField().set(current, home.startTime());
    Object files = HomeState.JavaIoFiles.theOne();
    JdkField.of(files.getClass(), "userDir").set(files, home.userDirectory());
    FileSystem fileSystem = FileSystems.getDefault();
    Class<?> unix = fileSystem.getClass().getSuperclass();
    JdkField.of(unix, "defaultDirectory").set(fileSystem, home.defaultDirectory());
    JdkField.of(unix, "needToResolveAgainstDefaultDirectory").set(fileSystem, home.resolvesAgainstDefault());
  }

  /** The three objects keep their identity and stand for home's descriptors. */
  private static void standardStreams() {
    FileDescriptor[] standard = {FileDescriptor.in, FileDescriptor.out, FileDescriptor.err};
    for (FileDescriptor descriptor : standard) {
      Descriptors.setNumber(descriptor, Descriptors.toGuest(Descriptors.number(descriptor)));
    }
  }

  /** {@code System.getenv()} is a view of this map. */
  private static void environment(byte[][] namesAndValues) {
    try {
      Class<?> environment = Class.forName("java.lang.ProcessEnvironment");
      Class<?> variable = Class.forName("java.lang.ProcessEnvironment$Variable");
      Class<?> value = Class.forName("java.lang.ProcessEnvironment$Value");
      @SuppressWarnings("unchecked")
      Map<Object, Object> map = (Map<Object, Object>) JdkField.of(environment, "theEnvironment").get(null);
      map.clear();
      // As in ProcessEnvironment: read from the end, so that of variables with the same name the first one remains.
      for (int i = namesAndValues.length - 1; i > 0; i -= 2) {
        map.put(external(variable, namesAndValues[i - 1]), external(value, namesAndValues[i]));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("environment of Java " + Runtime.version(), e);
    }
  }

  private static Object external(Class<?> type, byte[] bytes) throws ReflectiveOperationException {
    var method = type.getDeclaredMethod("valueOf", byte[].class);
    try {
      return Trusted.LOOKUP.unreflect(method).invoke(bytes);
    } catch (ReflectiveOperationException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(type.getName(), e);
    }
  }
}
