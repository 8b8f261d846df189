package org.mosix.runtime.image;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;

/** Classes whose objects have a side outside the heap that cannot be moved (yet). */
final class Refused extends Special {

  private static final Map<String, String> REASONS = new LinkedHashMap<>();

  static {
    REASONS.put("sun.nio.ch.PollSelectorImpl", "a selector by poll(2) is open");
    VirtualParts.refusals(REASONS);
    REASONS.put("jdk.internal.vm.Continuation", "a continuation exists");
    // Of Java 17, where they are incubating: those of later versions are a special of their own.
    REASONS.put("jdk.internal.foreign.NativeMemorySegmentImpl", "a native memory segment is held");
    REASONS.put("jdk.internal.foreign.MappedMemorySegmentImpl", "a file is mapped into memory");
    REASONS.put("jdk.internal.foreign.abi.NativeEntryPoint", "a native function is held");
    REASONS.put("jdk.internal.foreign.abi.UpcallStubs$1", "native code may call the program");
    REASONS.put("sun.instrument.InstrumentationImpl", "the Instrumentation of another agent is held");
    REASONS.put("jdk.internal.loader.NativeLibraries", "native libraries are loaded");
  }

  @Override
  boolean accepts(Class<?> type) {
    return reason(type) != null;
  }

  private static String reason(Class<?> type) {
    if (VirtualParts.isThreads(type)) {
      return null;
    }
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      String reason = c.getClassLoader() == null ? REASONS.get(c.getName()) : null;
      if (reason != null) {
        return reason;
      }
    }
    return null;
  }

  /** Closed, ended or never used: nothing is behind it any more, and it is copied like any object. */
  @Override
  void write(Object o, Walk walk) throws CannotMove, IOException {
    if (!Spent.is(o)) {
      throw new CannotMove(reason(o.getClass()) + " (" + o.getClass().getName() + ")");
    }
    walk.classes.put(o.getClass());
    walk.fieldsFollow(o);
  }

  @Override
  Object read(Build build) throws IOException {
    Class<?> type = build.classes.take();
    if (!accepts(type) || Modifier.isAbstract(type.getModifiers())) {
      throw build.in.damaged(type.getName() + " as a spent object");
    }
    return build.withFields(type);
  }
}
