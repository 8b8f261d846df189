package org.mosix.runtime.jvm;

import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Set;
import org.mosix.boot.RuntimeThread;

/** The threads of this JVM, told apart into the program's and others. */
public final class AllThreads {

  private static final MethodHandle GET = Internals.method(Thread.class, "getThreads");

  /** Started by the VM or the JDK for themselves; the same in every JVM, so they do not travel. */
  private static final Set<String> SYSTEM =
      Set.of(
          "Reference Handler",
          "Finalizer",
          "Signal Dispatcher",
          "Common-Cleaner",
          "Java2D Disposer",
          "Notification Thread",
          "Attach Listener",
          "DestroyJavaVM",
          "Service Thread",
          "Monitor Deflation Thread",
          "VirtualThread-unblocker",
          "VirtualThread-unparker",
          "MasterPoller",
          "Read-Poller",
          "Write-Poller");

  /** The VM's main thread once another thread has its part in the program. */
  private static volatile Thread waiting;

  private AllThreads() {}

  /** {@code thread} only waits for the program from now on, and is none of its group's any more. */
  public static void setWaiting(Thread thread) {
    if (thread != waiting) {
      waiting = thread;
      GroupMembership.toOutermost(thread);
    }
  }

  /** True for the VM's main thread while it only waits for the program. */
  public static boolean isWaiting(Thread thread) {
    return thread == waiting;
  }

  /** Live threads of the program, virtual ones included. */
  public static List<Thread> ofProgram() {
    Thread[] all = live();
    List<Thread> program = VirtualThreads.ofProgram(all);
    for (Thread thread : all) {
      if (isProgram(thread)) {
        program.add(thread);
      }
    }
    return program;
  }

  /** True unless the thread belongs to the VM, the JDK or this runtime. */
  public static boolean isProgram(Thread thread) {
    return !(thread instanceof RuntimeThread)
        && thread != waiting
        && !VirtualThreads.isInfrastructure(thread)
        && !(isSystemGroup(thread) && SYSTEM.contains(thread.getName()));
  }

  private static boolean isSystemGroup(Thread thread) {
    if (thread.getName().equals("DestroyJavaVM")) {
      return true;
    }
    ThreadGroup group = thread.getThreadGroup();
    return group == null || group.getParent() == null || group.getName().equals("InnocuousThreadGroup");
  }

  private static Thread[] live() {
    try {
      return (Thread[]) GET.invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException("the threads of this JVM cannot be listed", e);
    }
  }
}
