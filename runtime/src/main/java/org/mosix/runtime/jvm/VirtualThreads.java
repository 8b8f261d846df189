package org.mosix.runtime.jvm;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import jdk.internal.misc.Unsafe;

/**
 * The virtual threads of this JVM, as far as they are the program's. They are found where the JDK keeps them for its own thread dumps:
 * in their containers (the root one, executors, scopes). What carries, times and wakes them belongs to the JVM.
 */
public final class VirtualThreads {

  private static final Unsafe UNSAFE = Internals.UNSAFE;
  /** Since 24 a virtual thread that waits for a monitor leaves its carrier; before that it could not be stopped without one. */
  private static final boolean MOVABLE = Runtime.version().feature() >= 24;
  private static final Class<?> VIRTUAL = find("java.lang.VirtualThread");
  private static final Class<?> BASE = find("java.lang.BaseVirtualThread");
  private static final Class<?> CARRIER = find("jdk.internal.misc.CarrierThread");
  private static final Class<?> CONTAINER = find("jdk.internal.vm.ThreadContainer");
  private static final Class<?> POLLER = find("sun.nio.ch.Poller");

  private static final int STARTED = 1;

  private VirtualThreads() {}

  /** What is only there where virtual threads can be moved; nothing elsewhere, where nobody asks. */
  private static final class Access {
    private static final long STATE = offset(VIRTUAL, "state");
    private static final MethodHandle SUBMIT = method(VIRTUAL, "submitRunContinuation");
    private static final MethodHandle THREADS = virtual("threads", MethodType.methodType(Stream.class), MethodType.methodType(Stream.class, Object.class));
    private static final MethodHandle ADD = virtual("add", MethodType.methodType(void.class, Thread.class), null);
    private static final long SCOPES = offset(Thread.class, "headStackableScopes");
    private static final long OUTER = offset(find("jdk.internal.vm.StackableScope"), "previous");
    private static final long DELAYS = offset(ForkJoinPool.class, "delayScheduler");
    private static final long CONTAINED = offset(Thread.class, "container");
    private static final Class<?> CONTAINERS = find("jdk.internal.vm.ThreadContainers");
    private static final boolean TRACKED = MOVABLE && (boolean) call(method(CONTAINERS, "trackAllThreads"));
    private static final Object ROOT = MOVABLE ? call(method(CONTAINERS, "root")) : null;

    private static long offset(Class<?> type, String field) {
      return MOVABLE ? Internals.offset(type, field) : -1;
    }

    private static MethodHandle method(Class<?> type, String name) {
      return MOVABLE ? Internals.method(type, name) : null;
    }

    private static MethodHandle virtual(String name, MethodType of, MethodType as) {
      if (!MOVABLE) {
        return null;
      }
      try {
        MethodHandle found = Internals.TRUSTED.findVirtual(CONTAINER, name, of);
        return as == null ? found : found.asType(as);
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(CONTAINER.getName() + '.' + name + " is not as expected in this JDK", e);
      }
    }
  }

  private static Class<?> find(String name) {
    try {
      return Class.forName(name, false, null);
    } catch (ClassNotFoundException e) {
      // Before Java 21 there are none.
      return null;
    }
  }

  private static Object call(MethodHandle handle, Object... arguments) {
    try {
      return handle.invokeWithArguments(arguments);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("virtual threads of Java " + Runtime.version(), e);
    }
  }

  /** True if this Java's virtual threads can be stopped and moved. */
  public static boolean areMovable() {
    return MOVABLE;
  }

  /** True for a virtual thread, whatever implements it. */
  public static boolean isVirtual(Thread thread) {
    return BASE != null && BASE.isInstance(thread);
  }

  /** True for platform threads that serve virtual ones, and for virtual ones that serve the JDK. */
  static boolean isInfrastructure(Thread thread) {
    if (CARRIER == null || CARRIER.isInstance(thread)) {
      return CARRIER != null;
    }
    if (inUse() && UNSAFE.getReferenceVolatile(scheduler(), Access.DELAYS) == thread) {
      return true;
    }
    return isVirtual(thread) && MOVABLE && UNSAFE.getReference(thread, Access.CONTAINED) == pollers();
  }

  private static boolean inUse() {
    return MOVABLE && !UNSAFE.shouldBeInitialized(VIRTUAL);
  }

  private static ForkJoinPool scheduler() {
    return (ForkJoinPool) staticField(VIRTUAL, "DEFAULT_SCHEDULER");
  }

  /** The container of the virtual threads that wait for sockets; this class's own lock, which is no container, if there are none. */
  private static Object pollers() {
    if (POLLER == null || UNSAFE.shouldBeInitialized(POLLER)) {
      return VirtualThreads.class;
    }
    Object pollers = staticField(POLLER, "POLLERS");
    Object executor = pollers == null ? null : UNSAFE.getReference(pollers, Internals.offset(pollers.getClass(), "executor"));
    return executor == null ? VirtualThreads.class : executor;
  }

  private static Object staticField(Class<?> type, String name) {
    try {
      java.lang.reflect.Field field = type.getDeclaredField(name);
      return UNSAFE.getReference(UNSAFE.staticFieldBase(field), UNSAFE.staticFieldOffset(field));
    } catch (NoSuchFieldException e) {
      throw new LinkageError(type.getName() + '.' + name + " is not as expected in this JDK", e);
    }
  }

  /** Why the program's virtual threads cannot be listed; null if they can, or if there are none. */
  public static String hidden() {
    return inUse() && !Access.TRACKED ? "virtual threads are not tracked (jdk.trackAllThreads is false)" : null;
  }

  /** True when no carrier is between two virtual threads: each of them is somewhere definite. */
  public static boolean areSettled() {
    return !inUse() || scheduler().isQuiescent();
  }

  /** The program's live virtual threads; {@code platform} are the threads of the VM. */
  static List<Thread> ofProgram(Thread[] platform) {
    List<Thread> found = new ArrayList<>();
    if (inUse()) {
      collect(platform, found);
    }
    return found;
  }

  @SuppressWarnings("unchecked")
  private static void collect(Thread[] platform, List<Thread> found) {
    Object pollers = pollers();
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> containers = new ArrayDeque<>();
    containers.add(Access.ROOT);
    for (WeakReference<?> reference : (Set<WeakReference<?>>) staticField(Access.CONTAINERS, "CONTAINER_REGISTRY")) {
      Object container = reference.get();
      if (container != null) {
        containers.add(container);
      }
    }
    for (Thread thread : platform) {
      addScopes(thread, containers);
    }
    while (!containers.isEmpty()) {
      Object container = containers.poll();
      if (container != pollers && seen.add(container)) {
        threads(container).forEach(thread -> {
          if (isVirtual(thread) && thread.isAlive()) {
            found.add(thread);
            addScopes(thread, containers);
          }
        });
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static Stream<Thread> threads(Object container) {
    try {
      return (Stream<Thread>) Access.THREADS.invokeExact(container);
    } catch (Throwable e) {
      throw new IllegalStateException("the virtual threads of this JVM cannot be listed", e);
    }
  }

  /** The containers that the thread has opened and not closed. */
  private static void addScopes(Thread thread, Deque<Object> containers) {
    for (Object scope = UNSAFE.getReferenceVolatile(thread, Access.SCOPES); scope != null; scope = UNSAFE.getReferenceVolatile(scope, Access.OUTER)) {
      if (CONTAINER.isInstance(scope)) {
        containers.add(scope);
      }
    }
  }

  /** Starts a virtual thread that arrived: it begins anew, with the first poll. */
  public static void start(Thread thread) {
    if (!VIRTUAL.isInstance(thread)) {
      throw new IllegalStateException(thread + " (expected: a virtual thread of the VM)");
    }
    if (UNSAFE.getReference(thread, Access.CONTAINED) == Access.ROOT) {
      call(Access.ADD, Access.ROOT, thread);
    }
    UNSAFE.putIntVolatile(thread, Access.STATE, STARTED);
    call(Access.SUBMIT, thread);
  }

  /** The thread ends without its frames: its scopes are closed where those are. */
  public static void forgetScopes(Thread thread) {
    if (BASE != null && MOVABLE) {
      UNSAFE.putReferenceVolatile(thread, Access.SCOPES, null);
    }
  }
}
