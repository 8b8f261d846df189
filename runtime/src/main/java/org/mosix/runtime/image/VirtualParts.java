package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.Map;

/**
 * What of a virtual thread belongs to its JVM: the frames in its continuation, its carrier, its timers, its place in queues and lists.
 * A thread that was unwound has all its frames elsewhere in the image, and begins with an empty continuation of the same task.
 */
final class VirtualParts {

  private static final String THREAD = "java.lang.VirtualThread";
  private static final String CONTINUATION = "jdk.internal.vm.Continuation";
  /** Containers that a JVM's lists of containers know by a key, with the field that holds it. */
  private static final String[] LISTED = {"java.util.concurrent.ThreadPerTaskExecutor", "jdk.internal.vm.SharedThreadContainer"};

  private static final String RUN = "runContinuation";

  private VirtualParts() {}

  /** True if this Java's virtual threads can be taken apart: since 24 they wait for monitors without a carrier. */
  static boolean areMovable() {
    return Runtime.version().feature() >= 24;
  }

  /** Adds the fields that stay behind, with the reason, to a table of {@link FieldPolicy}. */
  static void fields(Map<String, String> stays) {
    String mounted = "of the carrier and the scheduler";
    for (String name : new String[] {RUN, "carrierThread", "timeoutTask", "next", "onWaitingList", "blockPermit", "notified"}) {
      stays.put(THREAD + "." + name, mounted);
    }
    for (String name : new String[] {"parent", "child", "tail", "mounted", "yieldInfo", "preempted", "scopedValueCache"}) {
      stays.put(CONTINUATION + "." + name, "frames, which travel by themselves");
    }
    for (String type : LISTED) {
      stays.put(type + ".key", "of the JVM's list of containers");
    }
  }

  static void refusals(Map<String, String> reasons) {
    if (areMovable()) {
      reasons.put("java.lang.ThreadBuilders$BoundVirtualThread", "a virtual thread without a continuation exists");
    } else {
      reasons.put("java.lang.BaseVirtualThread", "a virtual thread exists (expected: Java 24 or newer)");
    }
  }

  /** True for the continuations of virtual threads, the only ones that can travel. */
  static boolean isThreads(Class<?> continuation) {
    return areMovable() && continuation.getName().equals(THREAD + "$VThreadContinuation");
  }

  static void fixups(Map<String, Fixup> table) {
    table.put(THREAD, (thread, context) -> continuable(thread));
    for (String type : LISTED) {
      table.put(type, (container, context) -> list(container));
    }
  }

  static void guards(Map<String, Guard> table) {
    table.put(THREAD, (thread, context) -> {
      if (((Thread) thread).isAlive() && !context.stopped.test((Thread) thread)) {
        throw new CannotMove("the virtual thread " + ((Thread) thread).getName() + " is not the program's");
      }
    });
  }

  /** Gives the thread the task that its scheduler runs, as its constructor does: a lambda of the JDK with the thread in its one field. */
  private static void continuable(Object thread) {
    long offset = Raw.offset(thread.getClass(), RUN);
    Object sample = Sample.RUN_CONTINUATION;
    try {
      Object run = U.allocateInstance(sample.getClass());
      U.putReference(run, Sample.CAPTURED, thread);
      U.putReference(thread, offset, run);
    } catch (InstantiationException e) {
      throw new IllegalStateException(sample.getClass().getName(), e);
    }
  }

  /** A thread that is never started shows the class of the lambda. */
  private static final class Sample {

    private static final Object RUN_CONTINUATION = runContinuation();
    private static final long CAPTURED = captured();

    private static Object runContinuation() {
      MethodHandle builder = Raw.findStatic(Thread.class, "ofVirtual", MethodType.methodType(Raw.jdkClass("java.lang.Thread$Builder$OfVirtual")));
      MethodHandle unstarted =
          Raw.find(Raw.jdkClass("java.lang.Thread$Builder"), "unstarted", MethodType.methodType(Thread.class, Runnable.class));
      try {
        Runnable nothing = () -> {};
        Object thread = unstarted.invoke(builder.invoke(), nothing);
        return U.getReference(thread, Raw.offset(thread.getClass(), RUN));
      } catch (Error | RuntimeException e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException("virtual threads of Java " + Runtime.version(), e);
      }
    }

    private static long captured() {
      Field[] fields = Raw.declaredFields(RUN_CONTINUATION.getClass());
      if (fields.length != 1 || fields[0].getType().isPrimitive()) {
        throw new IllegalStateException(RUN_CONTINUATION.getClass().getName() + ": " + fields.length + " fields (expected: the thread)");
      }
      return U.objectFieldOffset(fields[0]);
    }
  }

  /** A container that is in use can be found by thread dumps, and by us. */
  private static void list(Object container) {
    MethodHandle register = Raw.findStatic(Raw.jdkClass("jdk.internal.vm.ThreadContainers"), "registerContainer",
        MethodType.methodType(Object.class, Raw.jdkClass("jdk.internal.vm.ThreadContainer")));
    try {
      U.putReferenceVolatile(container, Raw.offset(container.getClass(), "key"), register.invoke(container));
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("thread containers of Java " + Runtime.version(), e);
    }
  }
}
