package org.mosix.boot;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;

/**
 * What the VM's signals pass on their way to the JDK, which starts a thread of the program's for the handler. While the program is being stopped and
 * has no frames, that thread would find things half done, and what it did would be in no image: signals wait until it is certain where the process goes
 * on. Those of a process that is elsewhere go there.
 */
public final class SignalGate {

  /** Takes the signals of a process that is elsewhere. */
  public interface Elsewhere {
    void signal(int number);
  }

  /** Threads that are starting a handler's. */
  private static final List<Thread> STARTING = new ArrayList<>(2);

  private static final List<Integer> WAITING = new ArrayList<>();
  private static boolean open = true;
  /** Null if the process is here, or on its way. */
  private static Elsewhere elsewhere;

  private SignalGate() {}

  /** Found when a signal comes. */
  private static final class Natives {
    static final MethodHandle DISPATCH = SysNative.find("jdk.internal.misc.Signal", "dispatch", MethodType.methodType(void.class, int.class));
  }

  /** First in the method of the JDK that starts handlers: false if it is to do so now. */
  public static boolean arrived(int number) {
    if (isStarting()) {
      return false;
    }
    raise(number);
    return true;
  }

  /** The process has got this signal: its handler is started here, now or when the gate is opened, or it goes where the process is. */
  public static void raise(int number) {
    if (enter(number)) {
      try {
        Natives.DISPATCH.invokeExact(number);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException("signal " + number + " cannot be delivered", e);
      } finally {
        leave();
      }
    }
  }

  private static synchronized boolean isStarting() {
    return STARTING.contains(Thread.currentThread());
  }

  /** False if the handler is not to be started here, or not now. */
  private static synchronized boolean enter(int number) {
    if (elsewhere != null) {
      elsewhere.signal(number);
    } else if (open) {
      STARTING.add(Thread.currentThread());
      return true;
    } else {
      WAITING.add(number);
    }
    return false;
  }

  private static synchronized void leave() {
    STARTING.remove(Thread.currentThread());
    SignalGate.class.notifyAll();
  }

  /** From now on signals wait. The threads of those that came before have been started when {@link #awaitStarted} says so. */
  public static synchronized void close() {
    open = false;
    elsewhere = null;
  }

  /** False if a handler is still being started when the time is over: starting it takes locks of the JDK's, which the program may hold. */
  public static synchronized boolean awaitStarted(long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    for (long left = millis; !STARTING.isEmpty() && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
      SignalGate.class.wait(left);
    }
    return STARTING.isEmpty();
  }

  /** The process runs here: so do its handlers, first for what has waited. */
  public static void open() {
    for (int number : opened()) {
      raise(number);
    }
  }

  private static synchronized List<Integer> opened() {
    open = true;
    elsewhere = null;
    List<Integer> waited = List.copyOf(WAITING);
    WAITING.clear();
    return waited;
  }

  /** The process is elsewhere: its signals go there, first those that have waited. */
  public static synchronized void passTo(Elsewhere receiver) {
    open = false;
    elsewhere = receiver;
    for (int number : WAITING) {
      receiver.signal(number);
    }
    WAITING.clear();
  }
}
