package org.mosix.instrument;

import java.util.Set;

/** Which classes are instrumented, so that threads inside them can be captured. Decided by name: the same on every node. */
public final class Capturable {

  private static final String THREAD = "java/lang/Thread";
  private static final String VIRTUAL_THREAD = "java/lang/VirtualThread";
  private static final Set<String> INTERRUPTS = Set.of("setInterrupt", "clearInterrupt", "getAndClearInterrupt");

  /** JDK packages and classes that call the program back, block, or compute for long. */
  private static final NameSet JDK = NameSet.of(
      "java/util/",
      "java/io/",
      "java/math/",
      "java/text/",
      "java/sql/",
      "java/beans/",
      "java/awt/geom/",
      "java/awt/image/",
      "javax/imageio/",
      "com/sun/imageio/",
      "java/lang/Thread",
      VIRTUAL_THREAD,
      "java/lang/ScopedValue$Carrier",
      "java/lang/Process",
      "java/lang/ProcessHandleImpl",
      "java/lang/ProcessImpl",
      "java/lang/Iterable",
      "java/lang/CharSequence",
      "java/lang/ref/ReferenceQueue",
      "jdk/internal/ref/CleanerImpl",
      "jdk/internal/ref/PhantomCleanable",
      "java/lang/System$In",
      "java/nio/file/",
      "java/nio/channels/",
      "java/net/Socket",
      "java/net/ServerSocket",
      "java/net/SocketImpl",
      "java/net/DelegatingSocketImpl",
      "java/net/SocksSocketImpl",
      "java/net/HttpConnectSocketImpl",
      "java/net/DatagramSocket",
      "java/net/MulticastSocket",
      "java/net/NetMulticastSocket",
      "java/net/URL",
      "java/net/HttpURLConnection",
      "java/net/http/",
      "jdk/internal/net/http/",
      "sun/net/NetworkClient",
      "sun/net/httpserver/",
      "sun/net/www/",
      "sun/security/ssl/",
      "com/sun/net/httpserver/",
      "sun/nio/ch/NioSocketImpl",
      "sun/nio/ch/SelChImpl",
      "sun/nio/ch/SocketChannelImpl",
      "sun/nio/ch/ServerSocketChannelImpl",
      "sun/nio/ch/DatagramChannelImpl",
      "sun/nio/ch/SocketAdaptor",
      "sun/nio/ch/ServerSocketAdaptor",
      "sun/nio/ch/DatagramSocketAdaptor",
      "sun/nio/ch/SocketInputStream",
      "sun/nio/ch/SocketOutputStream",
      "sun/nio/ch/ChannelInputStream",
      "sun/nio/ch/ChannelOutputStream",
      "sun/nio/ch/Streams",
      "sun/nio/ch/SelectorImpl",
      "sun/nio/ch/EPollSelectorImpl",
      "sun/nio/ch/SelectionKeyImpl",
      "sun/nio/ch/SourceChannelImpl",
      "sun/nio/ch/SinkChannelImpl",
      "sun/nio/ch/PipeImpl",
      "sun/nio/ch/AsynchronousChannelGroupImpl",
      "sun/nio/ch/AsynchronousServerSocketChannelImpl",
      "sun/nio/ch/AsynchronousSocketChannelImpl",
      "sun/nio/ch/UnixAsynchronousServerSocketChannelImpl",
      "sun/nio/ch/UnixAsynchronousSocketChannelImpl",
      "sun/nio/ch/Port",
      "sun/nio/ch/EPollPort",
      "sun/nio/ch/Invoker",
      "sun/nio/ch/PendingFuture",
      "sun/nio/ch/SimpleAsynchronousFileChannelImpl",
      "sun/nio/fs/UnixPath",
      "sun/nio/fs/LinuxWatchService",
      "sun/nio/fs/AbstractPoller",
      "sun/nio/fs/AbstractWatchService",
      "sun/nio/fs/AbstractWatchKey",
      "javax/",
      "sun/nio/cs/StreamDecoder",
      "sun/nio/cs/StreamEncoder",
      "org/xml/",
      "org/w3c/",
      "com/sun/org/apache/",
      "jdk/internal/io/JdkConsoleImpl",
      "jdk/internal/misc/InternalLock",
      "jdk/internal/misc/InnocuousThread",
      "jdk/internal/misc/ThreadFlock",
      "jdk/internal/vm/ScopedValueContainer",
      "java/lang/invoke/InnerClassLambdaMetafactory",
      "java/security/DigestInputStream",
      "java/security/DigestOutputStream",
      "java/security/KeyPairGenerator",
      "java/security/KeyFactory",
      "java/security/KeyStore",
      "java/security/KeyStoreSpi",
      "java/security/MessageDigest",
      "java/security/MessageDigestSpi",
      "java/security/Signature",
      "java/security/SignatureSpi",
      "java/security/AlgorithmParameters",
      "java/security/cert/CertificateFactory",
      "java/security/cert/CertPathBuilder",
      "java/security/cert/CertPathValidator",
      "java/security/cert/CertStore",
      "java/security/AlgorithmParameterGenerator",
      "sun/security/rsa/RSAKeyPairGenerator",
      "sun/security/provider/DSAParameterGenerator",
      "com/sun/crypto/provider/DHParameterGenerator",
      "com/sun/crypto/provider/PBKDF2Core",
      "com/sun/crypto/provider/PBKDF2KeyImpl");

  /** Exceptions to {@link #JDK}: used by the VM or by class loading, or holding native state for the time of a call. */
  private static final NameSet KEPT_OUT = NameSet.of(
      "java/util/zip/",
      "java/util/jar/",
      "java/util/Locale",
      "java/util/ResourceBundle",
      "java/io/FileDescriptor",
      "java/io/FileCleanable",
      "java/io/UnixFileSystem",
      "java/io/DefaultFileSystem",
      "java/io/ExpiringCache",
      "java/nio/file/spi/",
      "java/util/concurrent/locks/AbstractOwnableSynchronizer");

  /** Those of {@link #KEPT_OUT} that read from or write to streams of the program's. */
  private static final NameSet STREAMS = NameSet.of(
      "java/util/zip/CheckedInputStream",
      "java/util/zip/CheckedOutputStream",
      "java/util/zip/DeflaterInputStream",
      "java/util/zip/DeflaterOutputStream",
      "java/util/zip/GZIPInputStream",
      "java/util/zip/GZIPOutputStream",
      "java/util/zip/InflaterInputStream",
      "java/util/zip/InflaterOutputStream",
      "java/util/zip/ZipInputStream",
      "java/util/zip/ZipOutputStream",
      "java/util/jar/JarInputStream",
      "java/util/jar/JarOutputStream",
      "java/util/jar/Manifest",
      "java/util/jar/Attributes");

  /** Classes without polls in which calls are replaced, or which report to the runtime. */
  private static final Set<String> REPORTING = Set.of(
      Names.THROWABLE,
      Names.STACK_WALKER,
      Names.CLASS_DEFINER,
      Names.SIGNAL,
      "sun/nio/ch/Net",
      "sun/nio/ch/SocketDispatcher",
      "sun/nio/ch/DatagramDispatcher",
      "sun/nio/ch/NativeDispatcher",
      "sun/nio/ch/FileDispatcherImpl",
      "sun/nio/ch/UnixDispatcher",
      "sun/nio/ch/UnixDomainSockets");

  /**
   * Class loaders that look for classes by fields of their own. The others of the JDK, and those below {@link #JDK}, need not be named: they ask
   * their parents first, the built-in ones never arrive, and {@code MethodUtil} needs no fields: it is made by its own initialiser, which must work
   * also where a process is arriving.
   */
  private static final Set<String> LOADERS = Set.of(
      // Of modules' annotations, by its number on either version.
      "java/lang/Module$1",
      "java/lang/Module$2",
      // Of module layers that the program makes.
      "jdk/internal/loader/Loader",
      // Of the image of another Java home.
      "jdk/internal/jrtfs/JrtFileSystemProvider$JrtFsLoader",
      "sun/rmi/server/LoaderHandler$Loader",
      "com/sun/jmx/remote/util/ClassLoaderWithRepository",
      "com/sun/jmx/remote/util/OrderClassLoaders");

  private static final Set<String> LIST_OF_CLEANABLES = Set.of("insert", "remove", "isListEmpty");

  private Capturable() {}

  /** True for a JDK class (boot or platform loader) of this internal name that is instrumented. */
  public static boolean jdk(String name) {
    return CallingBack.concerns(name) || JDK.contains(name) && (!KEPT_OUT.contains(name) || STREAMS.contains(name));
  }

  /** True for a JDK class that is changed, but not capturable. */
  public static boolean reports(String name) {
    return REPORTING.contains(name) || LOADERS.contains(name);
  }

  /** True for all class loaders that can come with a process, but those of the JDK that need no fields to be asked for classes. */
  static boolean mayArrive(String name) {
    return LOADERS.contains(name) || !name.startsWith("java/") && !name.startsWith("jdk/internal/loader/");
  }

  /**
   * True for a method that is captured in no case: {@code Thread.interrupt} first says whom it will interrupt, and whoever is woken
   * meanwhile must find the interrupt done.
   */
  static boolean atomic(String type, String method, String descriptor) {
    return (type.equals(THREAD) || type.equals(VIRTUAL_THREAD)) && method.equals("interrupt") && descriptor.equals(Names.VOID);
  }

  /** The method of {@code Calls} that a method of threads calls first, with the thread; null if none. */
  static String report(String type, String method, String descriptor) {
    if (atomic(type, method, descriptor)) {
      return "interrupting";
    }
    return type.equals(THREAD) && method.equals("dispatchUncaughtException") ? "uncaught" : null;
  }

  /**
   * True for methods of captured classes that have no polls: they hold locks that the runtime's own threads need too, or leave something
   * half made that is the JVM's and not the program's.
   */
  public static boolean runsThrough(String type, String method) {
    if (CallingBack.concerns(type)) {
      return !CallingBack.mayPoll(type, method);
    }
    if (type.startsWith("java/io/ObjectStreamClass")) {
      return !(method.startsWith("invoke") && type.equals("java/io/ObjectStreamClass"));
    }
    if (type.equals("sun/nio/fs/LinuxWatchService") && method.equals("<init>")
        || type.equals("sun/nio/fs/UnixPath") && !method.equals("register")) {
      // Descriptors are bare numbers among their values.
      return true;
    }
    if (type.equals("sun/nio/ch/SimpleAsynchronousFileChannelImpl")) {
      // It remembers the threads in its natives by addresses of the VM.
      return true;
    }
    return type.equals("jdk/internal/ref/CleanerImpl$CleanableList")
        || type.equals("jdk/internal/ref/PhantomCleanable") && LIST_OF_CLEANABLES.contains(method);
  }

  /** True for a method of a captured class in which no poll follows the entering of a monitor. */
  public static boolean entersWithoutPoll(String type, String method) {
    return CallingBack.concerns(type) || runsThrough(type, method) || RawAddresses.isNamed(type, method);
  }

  /**
   * True unless this method of a captured class is one of those without polls. Of virtual threads only what waits for their end has
   * them: the rest runs between two threads, or wakes one; so do the methods of threads it calls.
   */
  static boolean mayPoll(String type, String method, String descriptor) {
    if (reports(type) || atomic(type, method, descriptor) || runsThrough(type, method)
        || CallingBack.concerns(type) && !CallingBack.mayPoll(type, method, descriptor)) {
      return false;
    }
    return type.startsWith(VIRTUAL_THREAD) ? method.equals("joinNanos") : !(type.equals(THREAD) && INTERRUPTS.contains(method));
  }

  /**
   * The method of {@link Names#BLOCKING} that waits in place of {@code Object.wait} in a class. The JDK's own code looks at its
   * condition again whenever a wait ends, and is sometimes notified by threads of the VM that no stop holds back.
   */
  static String await(String type) {
    return type.startsWith("java/") ? "awaitOnce" : "await";
  }

  /** True for our own boot class whose frames are captured like a program's. */
  public static boolean ours(String name) {
    return name.equals(Names.BLOCKING) || name.equals("org/mosix/boot/BlockingIo");
  }
}
