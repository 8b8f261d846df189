package org.mosix.runtime.image;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Classes whose objects have a side outside the heap that cannot be moved (yet). */
final class Refused extends Special {

  private static final Map<String, String> REASONS = new LinkedHashMap<>();

  static {
    String socket = "a socket is open";
    REASONS.put("java.net.SocketImpl", socket);
    REASONS.put("java.net.DatagramSocketImpl", socket);
    REASONS.put("sun.nio.ch.SocketChannelImpl", socket);
    REASONS.put("sun.nio.ch.ServerSocketChannelImpl", socket);
    REASONS.put("sun.nio.ch.DatagramChannelImpl", socket);
    REASONS.put("sun.nio.ch.SelectorImpl", "a selector is open");
    REASONS.put("java.lang.ProcessImpl", "a child process is in use");
    REASONS.put("java.lang.ProcessHandleImpl", "a process handle is in use");
    REASONS.put("java.util.zip.Inflater", "a decompressor with native state is in use");
    REASONS.put("java.util.zip.Deflater", "a compressor with native state is in use");
    REASONS.put("java.lang.BaseVirtualThread", "a virtual thread exists");
    REASONS.put("jdk.internal.vm.Continuation", "a continuation exists");
    REASONS.put("java.lang.invoke.CallSite", "a call site is held as an object");
    REASONS.put("java.lang.invoke.MemberName", "a resolved member name is held as an object");
    REASONS.put("java.lang.foreign.Arena", "native memory of an arena is held");
    REASONS.put("jdk.internal.foreign.NativeMemorySegmentImpl", "a native memory segment is held");
    REASONS.put("jdk.internal.loader.NativeLibraries", "native libraries are loaded");
    REASONS.put("org.mosix.runtime.image.ImageWriter", "the runtime itself was reached");
  }

  @Override
  boolean accepts(Class<?> type) {
    return reason(type) != null;
  }

  private static String reason(Class<?> type) {
    if (type.getClassLoader() != null && type.getName().startsWith("org.mosix.runtime.")) {
      return REASONS.get(type.getName());
    }
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      String reason = REASONS.get(c.getName());
      if (reason != null) {
        return reason;
      }
    }
    return null;
  }

  @Override
  void write(Object o, Walk walk) throws CannotMove, IOException {
    throw new CannotMove(reason(o.getClass()) + " (" + o.getClass().getName() + ")");
  }

  @Override
  Object read(Build build) throws IOException {
    throw build.in.damaged("an object that is never written");
  }
}
