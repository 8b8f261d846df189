package org.mosix.boot;

import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/** The static entry points that instrumented code calls besides {@link Poll}; each asks the installed {@link Hooks}. */
public final class Calls {

  private static final StackWalker CALLER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private static final String OURS = "org.mosix.boot.";

  /** Set by the first resume in this JVM; until then the VM's stack traces are complete. */
  private static boolean resumed;

  /** Set while a process arrives in this JVM. */
  private static volatile boolean arriving;

  private Calls() {}

  /** In the unwind handler of {@code main} and {@code run}: the thread stays here while its frames are elsewhere. */
  public static void unwound() throws Throwable {
    Hooks hooks = Hooks.installed;
    if (hooks != null) {
      hooks.unwound();
    }
  }

  /** First in a static initialiser: true if it already ran in the process that moved here. */
  public static boolean adopted(Class<?> type) {
    Hooks hooks = Hooks.installed;
    return hooks != null && hooks.adopted(type);
  }

  /** The same for class files that have no class constants (before Java 5). */
  public static boolean adopted(String name) {
    Hooks hooks = Hooks.installed;
    return hooks != null && hooks.adopted(CALLER.getCallerClass());
  }

  /**
   * First in the methods of the program's class loaders that look for a class: true if {@link #load} answers. It does while a process arrives, when
   * the VM asks loaders that do not have their fields yet; and it finds the classes that instrumented code refers to, for many a loader passes
   * on to its parents what is the JDK's and nothing else.
   */
  public static boolean answers(String name) {
    return arriving || name != null && name.startsWith(OURS);
  }

  /** From now on, or no longer, what the VM asks the program's class loaders is answered for them. */
  public static void setArriving(boolean value) {
    arriving = value;
  }

  /** One of our classes, or what {@code loader} answered where the process comes from. */
  public static Class<?> load(ClassLoader loader, String name) throws ClassNotFoundException {
    return name.startsWith(OURS) ? Class.forName(name, false, null) : Hooks.installed.load(loader, name);
  }

  /** At the end of {@code InnerClassLambdaMetafactory.spinInnerClass}. */
  public static void spun(Class<?> proxy, Object factory) {
    Hooks hooks = Hooks.installed;
    if (hooks != null) {
      hooks.lambda(factory, proxy);
    }
  }

  /** At the end of {@code MethodHandles.Lookup.ClassDefiner.defineClass}. */
  public static void defined(Class<?> type, Object definer) {
    Hooks hooks = Hooks.installed;
    if (hooks != null) {
      hooks.defined(definer, type);
    }
  }

  /** First in {@code Thread.interrupt}; does nothing unless the runtime is waking threads. */
  public static void interrupting(Thread target) {
    if (Blocking.isWaking()) {
      Hooks hooks = Hooks.installed;
      if (hooks != null) {
        hooks.interrupted(target);
      }
    }
  }

  /** First in {@code Thread.dispatchUncaughtException}: the VM keeps to itself how the main thread ended. */
  public static void uncaught(Thread thread) {
    Hooks hooks = Hooks.installed;
    if (hooks != null) {
      hooks.uncaught(thread);
    }
  }

  /** In place of {@code String.intern}, so that an image knows which strings to intern again. */
  public static String intern(String string) {
    Interned.note(string);
    return string.intern();
  }

  /** In place of {@code Thread.getAllStackTraces}: without the threads and the frames that are not the program's. */
  public static Map<Thread, StackTraceElement[]> getAllStackTraces() {
    Map<Thread, StackTraceElement[]> all = Thread.getAllStackTraces();
    Hooks hooks = Hooks.installed;
    if (hooks != null) {
      all.keySet().removeIf(hooks::hides);
      all.replaceAll((thread, trace) -> SysStack.withoutMosix(trace));
    }
    return all;
  }

  /** At the end of {@code Throwable.fillInStackTrace}; free unless threads were resumed in this JVM. */
  public static void filled(Throwable thrown) {
    if (resumed) {
      Hooks.installed.filled(thrown);
    }
  }

  /** In a resumed frame, in place of {@code MethodHandles.lookup()}: it would be that of the resume class. */
  public static MethodHandles.Lookup lookup(Class<?> caller) {
    return Hooks.installed.lookup(caller);
  }

  /** First in {@code StackWalker.walk}: what walks the stack is given the frames of an undisturbed thread. */
  public static Function<?, ?> walking(StackWalker walker, Function<?, ?> function) {
    return resumed ? Hooks.installed.walking(walker, function) : function;
  }

  /** First in {@code StackWalker.forEach}: true if it must walk to see the frames of an undisturbed thread. */
  public static boolean walks() {
    return resumed;
  }

  /** What {@code StackWalker.walk} is given in place of {@code StackWalker.forEach(action)}. */
  public static Function<?, ?> each(Consumer<?> action) {
    return Hooks.installed.each(Objects.requireNonNull(action));
  }

  /** After {@code SecurityManager.getClassContext} in a class of the program's. */
  public static Class<?>[] context(Class<?>[] found) {
    return resumed ? Hooks.installed.context(found) : found;
  }

  /** At the end of {@code StackWalker.getCallerClass}. */
  public static Class<?> walked(Class<?> caller) {
    return resumed ? Hooks.installed.walked(caller) : caller;
  }

  /** In a resumed frame, in place of {@code Reflection.getCallerClass()}: the VM answers only methods marked for it. */
  public static Class<?> caller() {
    return Hooks.installed.caller();
  }

  /** From now on threads may have resumed frames, which the VM leaves out of stack traces. */
  public static void resumes() {
    resumed = true;
  }

  /** In a resumed top frame: waits until every thread of the process has its frames and monitors back. */
  public static void restored(Frame frame) {
    if (frame.callee == null) {
      Hooks.installed.restored(frame);
    }
  }
}
