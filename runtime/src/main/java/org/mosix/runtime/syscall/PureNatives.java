package org.mosix.runtime.syscall;

import java.util.LinkedHashMap;
import java.util.Map;

/** Natives with policy {@link Policy#LOCAL}: they work on the heap or on the VM they run in. By class, package or method, each with why. */
public final class PureNatives {

  /** From a prefix of {@code class.method} to the reason. */
  private static final Map<String, String> REASONS = new LinkedHashMap<>();

  static {
    local("registers the natives or field ids of its class in this VM", "*.registerNatives", "*.initIDs", "*.initNative", "*.init",
        "*.init0", "*.initProto");
    local("reflection on classes of this VM", "java/lang/Class.", "java/lang/ClassLoader.", "java/lang/Module.",
        "java/lang/reflect/", "jdk/internal/reflect/", "java/io/ObjectStreamClass.", "jdk/internal/loader/BootLoader.",
        "java/lang/SecurityManager.", "java/security/AccessController.", "jdk/internal/misc/VM.latestUserDefinedLoader0");
    local("method handles of this VM", "java/lang/invoke/");
    local("the object itself", "java/lang/Object.", "java/lang/String", "java/lang/System.identityHashCode",
        "java/lang/System.arraycopy");
    local("arithmetic", "java/lang/Double.", "java/lang/Float.", "java/lang/StrictMath.", "jdk/internal/vm/vector/",
        "java/util/concurrent/atomic/");
    local("threads, stacks and exceptions of this VM", "java/lang/Thread.", "java/lang/VirtualThread.", "java/lang/Throwable.",
        "java/lang/Stack", "java/lang/NullPointerException.", "jdk/internal/vm/Continuation", "jdk/internal/vm/ThreadSnapshot.");
    local("references and memory of this VM", "java/lang/ref/", "java/lang/Runtime.freeMemory", "java/lang/Runtime.totalMemory",
        "java/lang/Runtime.maxMemory", "java/lang/Runtime.gc", "jdk/internal/misc/Unsafe.",
        "jdk/internal/misc/ScopedMemoryAccess.", "java/nio/MappedMemoryUtils.");
    local("statics of this VM", "java/lang/System.setIn0", "java/lang/System.setOut0", "java/lang/System.setErr0",
        "java/lang/System.mapLibraryName", "java/lang/Shutdown.beforeHalt");
    local("how this VM was started", "jdk/internal/misc/VM.initialize", "jdk/internal/misc/VM.getRuntimeArguments",
        "jdk/internal/misc/PreviewFeatures.", "jdk/internal/misc/CDS.", "jdk/internal/util/SystemProps", "jdk/internal/vm/VMSupport.");
    local("tuning of this VM to its own machine", "jdk/internal/platform/CgroupMetrics.");
    local("counters of this VM", "jdk/internal/perf/");
    local("libraries and code of this VM; a process that uses its own native code is pinned", "jdk/internal/loader/NativeLibrar",
        "jdk/internal/loader/RawNativeLibraries.", "jdk/internal/foreign/", "jdk/internal/invoke/",
        "jdk/internal/vm/ForeignLinkerSupport.");
    local("this node's own installation of the JDK", "jdk/internal/jimage/");
    local("computes in the memory it is given", "java/util/zip/CRC32.", "java/util/zip/Adler32.");
    local("a constant of the platform", "jdk/internal/misc/Signal.findSignal0", "sun/net/PortConfig.",
        "sun/nio/ch/NativeSocketAddress.", "sun/nio/ch/EPoll.eventSize", "sun/nio/ch/EPoll.eventsOffset",
        "sun/nio/ch/EPoll.dataOffset", "sun/nio/fs/LinuxWatchService.eventSize", "sun/nio/fs/LinuxWatchService.eventOffsets",
        "sun/nio/ch/IOUtil.iovMax", "sun/nio/ch/IOUtil.writevMax", "sun/nio/ch/IOUtil.fdLimit",
        "sun/nio/ch/FileChannelImpl.maxDirectTransferSize0", "sun/nio/ch/FileDispatcherImpl.canTransferToFromOverlappedMap0",
        "sun/nio/ch/UnixFileDispatcherImpl.allocationGranularity0",
        "sun/nio/fs/UnixNativeDispatcher.fchmodatNoFollowSupported0", "java/net/AbstractPlain", "java/net/InetAddress.is",
        "java/net/InetAddressImplFactory.", "sun/nio/ch/Net.isIPv6Available0", "sun/nio/ch/Net.isReusePortAvailable0",
        "sun/nio/ch/Net.isExclusiveBindAvailable", "sun/nio/ch/Net.canIPv6SocketJoinIPv4Group0",
        "sun/nio/ch/Net.canJoin6WithIPv4Group0", "sun/nio/ch/Net.canUseIPv6OptionsWithIPv4LocalAddress0",
        "sun/nio/ch/Net.shouldSetBothIPv4AndIPv6Options0", "sun/nio/ch/Net.shouldShutdownWriteBeforeClose0",
        "sun/nio/ch/Net.pollinValue", "sun/nio/ch/Net.polloutValue", "sun/nio/ch/Net.pollerrValue", "sun/nio/ch/Net.pollhupValue",
        "sun/nio/ch/Net.pollnvalValue", "sun/nio/ch/Net.pollconnValue");
    local("a number in an object", "java/io/FileDescriptor.getHandle");
    local("random bits are as good here", "sun/nio/ch/IOUtil.randomBytes");
    local("signals between the native threads of this VM", "sun/nio/ch/NativeThread.");
    local("unmaps what was mapped here", "sun/nio/ch/FileChannelImpl.unmap0", "sun/nio/ch/UnixFileDispatcherImpl.unmap0");
  }

  private PureNatives() {}

  private static void local(String reason, String... prefixes) {
    for (String prefix : prefixes) {
      REASONS.put(prefix, reason);
    }
  }

  /** Why a native is local; null if it is not, or not known. */
  public static String reason(String owner, String name) {
    if (isListed(owner, name)) {
      return null;
    }
    String whole = owner + '.' + name;
    for (Map.Entry<String, String> known : REASONS.entrySet()) {
      if (whole.startsWith(known.getKey())) {
        return known.getValue();
      }
    }
    return REASONS.get("*." + name);
  }

  /** A line of the table is more precise than a package here. */
  private static boolean isListed(String owner, String name) {
    return RemoteSyscallTable.all().stream().anyMatch(method -> method.owner().equals(owner) && method.name().equals(name));
  }
}
