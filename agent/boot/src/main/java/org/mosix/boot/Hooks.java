package org.mosix.boot;

import java.lang.invoke.MethodHandles;
import java.util.function.Consumer;
import java.util.function.Function;

/** What instrumented code asks of the runtime, which lives in its own class loader and installs itself here. */
public abstract class Hooks {

  /** Null until the runtime is up; polls are idle until then. */
  static volatile Hooks installed;

  /** Makes {@code hooks} answer every instrumented class from now on. */
  public static void install(Hooks hooks) {
    installed = hooks;
  }

  /**
   * A poll was reached while armed: stop here, be captured, or run on.
   *
   * @return true if the poll is to be made again: the code that holds it was compiled, and has been discarded
   * @throws Unwind when the calling frame was recorded and must end now
   */
  public abstract boolean poll();

  /**
   * The bottom frame of the current thread ({@code main} or {@code run}) was unwound. Returns when the thread may end: at once if this
   * was not the bottom frame, after running the thread's resumed frames otherwise.
   *
   * @throws Throwable what the resumed frames threw
   */
  public abstract void unwound() throws Throwable;

  /** True if {@code type} was initialised in the process that moved here, so that its static initialiser must not run again. */
  public abstract boolean adopted(Class<?> type);

  /** The class that {@code loader}, of a process that is arriving, had found under this binary name. */
  public abstract Class<?> load(ClassLoader loader, String name) throws ClassNotFoundException;

  /** A lambda proxy class was spun by {@code factory}, a {@code java.lang.invoke.InnerClassLambdaMetafactory}. */
  public abstract void lambda(Object factory, Class<?> proxy);

  /** A hidden class, of whatever use, was defined by {@code definer}, a {@code java.lang.invoke.MethodHandles.Lookup.ClassDefiner}. */
  public abstract void defined(Object definer, Class<?> type);

  /** Called for {@code Thread.interrupt} while a stop is under way, to tell the program's interrupts from the runtime's. */
  public abstract void interrupted(Thread target);

  /** An exception that nothing caught ends {@code thread}. */
  public abstract void uncaught(Thread thread);

  /** True for a thread that an undisturbed program does not have: one of the runtime, or the VM's own main thread while another has its part. */
  public abstract boolean hides(Thread thread);

  /** What {@code MethodHandles.lookup()} gives in a method of {@code caller}. */
  public abstract MethodHandles.Lookup lookup(Class<?> caller);

  /** What {@code walker} does its walk with instead of {@code function}; the same if the current thread has no resumed frames. */
  public abstract Function<?, ?> walking(StackWalker walker, Function<?, ?> function);

  /** The function that does {@code action} with each frame of a stream, and gives null. */
  public abstract Function<?, ?> each(Consumer<?> action);

  /** What {@code SecurityManager.getClassContext()}, which gave {@code found}, gives in an undisturbed thread. */
  public abstract Class<?>[] context(Class<?>[] found);

  /** What {@code StackWalker.getCallerClass()} gives instead of {@code caller}. */
  public abstract Class<?> walked(Class<?> caller);

  /** What {@code Reflection.getCallerClass()} gives in a resumed frame; null if its method was called by the VM. */
  public abstract Class<?> caller();

  /** The VM gave {@code thrown} its stack trace, without the resumed frames that the current thread may have. */
  public abstract void filled(Throwable thrown);

  /** A resumed top frame is ready: returns when all threads of the process are, and may run. */
  public abstract void restored(Frame top);
}
