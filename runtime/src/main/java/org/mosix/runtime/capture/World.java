package org.mosix.runtime.capture;

import java.lang.StackWalker.StackFrame;
import java.lang.invoke.MethodHandles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.mosix.boot.Frame;
import org.mosix.boot.Hooks;
import org.mosix.boot.RuntimeThread;
import org.mosix.boot.SignalGate;
import org.mosix.boot.Unwind;
import org.mosix.boot.Blocking;
import org.mosix.boot.Calls;
import org.mosix.runtime.classes.ClassCatalog;
import org.mosix.runtime.classes.LoaderAnswers;
import org.mosix.runtime.jvm.AllThreads;
import org.mosix.runtime.jvm.Internals;
import org.mosix.runtime.jvm.VirtualThreads;
import org.mosix.runtime.resume.Place;
import org.mosix.runtime.resume.ResumeClasses;
import org.mosix.runtime.resume.Resumer;

/**
 * The program's threads: stops and unwinds them all, and lets them go on, here or in another JVM. One operation at a time; the callers
 * are runtime threads.
 */
public final class World extends Hooks {

  /** What a thread without frames does next. */
  private enum Order {
    RESUME,
    END
  }

  private static final long RESTORE_MILLIS = 30_000;
  /** For threads of a process that stays: giving up ends it. */
  private static final long RESTORE_HERE_MILLIS = 300_000;
  /** For threads that nothing pins: those that were blocked have a monitor of another one's, and cannot be left alone with it. */
  private static final long UNWIND_NANOS = 10_000_000_000L;

  /** Another move may follow the last one so soon. */
  private static final long AFTER_MOVE_MILLIS = 10_000;

  /** Exit code; {@code EX_SOFTWARE} of sysexits.h. */
  private static final int CANNOT_GO_ON = 70;

  private final TrackedThreads threads = new TrackedThreads();
  private final ReachedPoll reached;
  private final Resumer resumer;
  private final Predicate<Class<?>> adopted;
  private final StackTraces traces;
  private final LambdaProxies proxies;
  private final MainThread main;
  private final Object ordersLock = new Object();
  private final PollSwitch polls;
  private final Readiness readiness;
  private final Throttle throttle;
  private volatile Stop stop;
  private Stop last = new Stop();
  /** The stop whose threads have been unwound and are not back yet. */
  private volatile Stop unwound;
  private volatile Restore restore;
  private volatile List<Tracked> stopped = List.of();
  private volatile boolean awaitsRun;
  private volatile LoaderAnswers answers;
  private Runnable whenRun = () -> {};
  private Order order = Order.RESUME;
  private int orders;

  /**
   * @param adopted tells the classes whose static initialisers ran in another JVM
   * @param main the program's main thread
   */
  public World(
      PollSwitch polls, ClassCatalog catalog, ResumeClasses resumes, LambdaProxies proxies, Predicate<Class<?>> adopted, MainThread main) {
    this.polls = polls;
    this.readiness = new Readiness(polls, AFTER_MOVE_MILLIS);
    this.throttle = new Throttle(polls);
    this.reached = new ReachedPoll(new StackCheck(catalog, resumes, proxies), new FrameRecorder(catalog, resumes), throttle);
    this.resumer = new Resumer(resumes);
    this.traces = new StackTraces(resumes);
    this.proxies = proxies;
    this.adopted = adopted;
    this.main = main;
  }

  /** A move is being prepared, and needs some processor time; until {@link #stop} or {@link #endPreparation}. */
  public void beginPreparation() {
    readiness.beginMove(Stopper.noneRuns());
    throttle.begin();
  }

  /** The move was not made, or its preparation is over. */
  public void endPreparation() {
    throttle.end(stop != null);
    readiness.endMove();
    disarmIfUnused();
  }

  /**
   * Stops all threads and unwinds them.
   *
   * @throws NotStoppable if one is pinned or does not stop in time; then all run on
   */
  public synchronized List<CapturedThread> stop(Duration timeout) throws NotStoppable {
    last.awaitLeft();
    closeToSignals(timeout);
    Stop now = new Stop();
    last = now;
    stop = now;
    throttle.end(true);
    List<Tracked> all;
    try {
      polls.arm();
      all = new Stopper(threads, new BlockedThreads(), polls, now, timeout).run();
    } catch (NotStoppable | RuntimeException | Error e) {
      abandon(now);
      throw e;
    }
    expect(all, true);
    // Those that are blocked now may have been pinned before they were.
    all.forEach(tracked -> tracked.pinned = null);
    now.enter(Stop.Phase.UNWINDING);
    awaitUnwound(now, all);
    Blocking.stopSucceeded();
    unwound = now;
    stop = null;
    stopped = all;
    List<CapturedThread> captured = new ArrayList<>();
    for (Tracked tracked : all) {
      captured.add(new CapturedThread(tracked.thread, tracked.last, tracked.interrupted, tracked.isWaiting() ? tracked.waitingSince : 0));
    }
    return captured;
  }

  /** A handler that is started now is one of the threads that are stopped; later ones wait until it is certain where the process goes on. */
  private static void closeToSignals(Duration timeout) throws NotStoppable {
    SignalGate.close();
    try {
      if (SignalGate.awaitStarted(timeout.toMillis())) {
        return;
      }
    } catch (InterruptedException e) {
      SignalGate.open();
      throw new IllegalStateException("interrupted while the handler of a signal is started", e);
    }
    SignalGate.open();
    throw new NotStoppable(List.of(new NotStoppable.Pinned("Signal Dispatcher", "the handler of a signal cannot be started")));
  }

  private static void expect(List<Tracked> threads, boolean expected) {
    for (Tracked tracked : threads) {
      tracked.expected = expected;
    }
  }

  private void abandon(Stop now) {
    stop = null;
    readiness.disarm();
    Blocking.stopGivenUp();
    now.enter(Stop.Phase.ABANDONED);
    SignalGate.open();
  }

  private void awaitUnwound(Stop now, List<Tracked> all) throws NotStoppable {
    long deadline = System.nanoTime() + UNWIND_NANOS;
    for (; ; ) {
      int seen = now.changes();
      now.discardCompiled(polls);
      Tracked missing = null;
      int count = 0;
      for (Tracked tracked : all) {
        count += tracked.state != Tracked.State.UNWOUND ? 1 : 0;
        // A pinned one is the reason that counts.
        boolean better = missing == null || missing.pinned == null || missing.state != Tracked.State.RUNNING;
        missing = tracked.state != Tracked.State.UNWOUND && better ? tracked : missing;
      }
      if (missing == null) {
        return;
      }
      boolean late = missing.pinned != null && missing.state == Tracked.State.RUNNING;
      if ((late || System.nanoTime() > deadline) && now.abandonIfNoneUnwinds(all, World::beginGivingBack)) {
        giveBack(all);
        throw new NotStoppable(List.of(new NotStoppable.Pinned(missing.thread.getName(), String.valueOf(missing.pinned))));
      }
      now.awaitChanges(seen, count, 1);
    }
  }

  private static void beginGivingBack() {
    Blocking.stopGivenUp();
    Blocking.setRestoring(true);
  }

  /** A blocked thread turned out to be pinned when it got its monitor: those that are unwound get their frames back. */
  private void giveBack(List<Tracked> all) {
    List<Tracked> unwound = new ArrayList<>();
    for (Tracked tracked : all) {
      if (tracked.state == Tracked.State.UNWOUND) {
        unwound.add(tracked);
      }
    }
    stop = null;
    stopped = unwound;
    expect(all, false);
    resumeHere();
  }

  /** Lets the stopped threads go on in this JVM, or ends it with {@value #CANNOT_GO_ON}: threads without frames would hang for ever. */
  public synchronized void resumeHere() {
    try {
      resumeHere(stopped);
    } catch (RuntimeException | Error e) {
      System.err.println("mosix: the stopped process cannot go on: " + e);
      e.printStackTrace();
      Runtime.getRuntime().halt(CANNOT_GO_ON);
    }
  }

  private void resumeHere(List<Tracked> all) {
    for (Tracked tracked : all) {
      resumer.prepare(tracked.last);
    }
    restore = new Restore(all.size());
    Blocking.setRestoring(true);
    readiness.disarm();
    for (Tracked tracked : all) {
      if (!tracked.isWaiting()) {
        tracked.waitingSince = 0;
      }
    }
    give(Order.RESUME);
    restoreInOrder(all, this::call, RESTORE_HERE_MILLIS);
    stopped = List.of();
    open();
    expect(all, false);
    letLateThreadsGo();
    SignalGate.open();
  }

  /** Threads that began while the others were being unwound have waited at their first poll. */
  private void letLateThreadsGo() {
    Stop over = unwound;
    unwound = null;
    if (over != null) {
      over.enter(Stop.Phase.ABANDONED);
    }
  }

  /**
   * Lets each thread get its frames and monitors back. Those that wait for a notify come first, one after the other in the order in which
   * their waits began: each needs its monitor until it waits again, and who has that monitor now, or waits with it in its hands for
   * another, got it later.
   */
  private void restoreInOrder(List<Tracked> all, Consumer<Tracked> start, long millis) {
    List<Tracked> ordered = new ArrayList<>(all);
    ordered.sort((a, b) -> Long.compare(rank(a), rank(b)));
    int missing = all.size();
    for (Tracked tracked : ordered) {
      start.accept(tracked);
      missing--;
      if (tracked.waitingSince != 0) {
        restore.awaitMissing(missing, millis);
      }
    }
    restore.awaitAll(millis);
  }

  private static long rank(Tracked tracked) {
    return tracked.waitingSince == 0 ? Long.MAX_VALUE : tracked.waitingSince;
  }

  private void call(Tracked tracked) {
    tracked.called = true;
    tracked.signal();
  }

  private void open() {
    restore.open();
    Blocking.setRestoring(false);
  }

  /** Ends the stopped threads: the process goes on elsewhere. */
  public synchronized void leave() {
    List<Tracked> all = stopped;
    stopped = List.of();
    threads.clear();
    readiness.vacant();
    readiness.disarm();
    give(Order.END);
    all.forEach(Tracked::signal);
    letLateThreadsGo();
  }

  /** This JVM waits for a process. */
  public void vacant() {
    readiness.vacant();
  }

  /** A process is on its way here: what its arrival needs and takes time. */
  public synchronized void beginArrival() {
    polls.arm();
  }

  /** The process runs here, or will not come. */
  public void endArrival() {
    disarmIfUnused();
  }

  private synchronized void disarmIfUnused() {
    if (!awaitsRun && stop == null) {
      readiness.disarm();
    }
  }

  /** The threads of a process on its way here stopped at these places. */
  public void expect(List<Place> places) {
    resumer.expect(places);
  }

  /**
   * Starts the threads of a process that arrived, up to the point where they may run.
   *
   * @param start starts a thread object that has none of its own running yet, or lets the waiting main thread go on
   * @param whenRun what else becomes this JVM's as soon as it is certain that they run here
   */
  public synchronized void arrive(List<CapturedThread> arrived, BiConsumer<Thread, Frame> start, Runnable whenRun) {
    if (awaitsRun) {
      throw new IllegalStateException("threads that arrived before still wait here");
    }
    List<Tracked> all = new ArrayList<>();
    for (CapturedThread captured : arrived) {
      resumer.prepare(captured.bottom());
      Tracked tracked = threads.of(captured.thread());
      tracked.birth = captured.bottom();
      tracked.interrupted = captured.interrupted();
      tracked.waitingSince = captured.waitingSince();
      all.add(tracked);
    }
    restore = new Restore(all.size());
    Blocking.setRestoring(true);
    polls.arm();
    awaitsRun = true;
    this.whenRun = whenRun;
    // Starting a thread takes the monitor of its object, which another one may hold once it has its frames.
    for (Tracked tracked : all) {
      start.accept(tracked.thread, tracked.birth);
    }
    restoreInOrder(all, this::call, RESTORE_MILLIS);
  }

  /** True if threads have arrived, at least some of them, and were not told to run. */
  public boolean awaitsRun() {
    return awaitsRun;
  }

  /** Lets the threads that arrived run. */
  public synchronized void run() {
    awaitsRun = false;
    readiness.occupied();
    try {
      whenRun.run();
    } finally {
      whenRun = () -> {};
      open();
    }
    SignalGate.open();
  }

  /** To be followed by a signal to each thread. */
  private void give(Order next) {
    synchronized (ordersLock) {
      order = next;
      orders++;
    }
  }

  @Override
  public boolean poll() {
    Thread current = Thread.currentThread();
    if (current instanceof RuntimeThread) {
      return false;
    }
    Tracked thread = threads.of(current);
    if (thread == null || thread.inside) {
      return false;
    }
    thread.inside = true;
    ReachedPoll.Next next;
    try {
      next = reached.next(thread, stop);
    } finally {
      thread.inside = false;
    }
    if (next == ReachedPoll.Next.UNWIND) {
      throw Unwind.INSTANCE;
    }
    return next == ReachedPoll.Next.AGAIN;
  }

  @Override
  public void unwound() throws Throwable {
    Tracked thread = threads.of(Thread.currentThread());
    if (thread == null) {
      return;
    }
    Frame bottom = next(thread);
    while (bottom != null) {
      resume(thread, bottom);
      bottom = next(thread);
    }
    if (thread.left && thread.thread == main.original()) {
      main.awaitEnd();
    }
  }

  /** The bottom frame the thread goes on with, once it may; null if it may end. */
  private Frame next(Tracked thread) {
    // Not to be taken for the program's: the polls of JDK methods that are called here.
    thread.inside = true;
    Frame bottom = thread.birth != null ? firstBottom(thread) : nextBottom(thread);
    if (bottom != null) {
      thread.forget();
      thread.state = Tracked.State.RESTORING;
    }
    // A thread without frames that is not given any has left the program: its polls mean nothing any more.
    thread.inside = thread.left;
    return bottom;
  }

  /** True for the frame that called the first of a resumed thread's. Others of this class may lie between those of the program, which they call. */
  static boolean isResume(StackFrame frame) {
    return frame.getDeclaringClass() == World.class && frame.getMethodName().equals("resume");
  }

  /** Known by its name, see {@link #isResume}. */
  private void resume(Tracked thread, Frame bottom) throws Throwable {
    thread.reflections = reflections(bottom);
    thread.proxies = proxies(bottom);
    thread.resumed = true;
    Calls.resumes();
    try {
      bottom.code.resumeVoid(bottom);
    } catch (Throwable e) {
      if (thread.state == Tracked.State.RESTORING) {
        restore.fail(e);
      }
      ended(thread, e);
      throw e;
    }
    if (thread.state == Tracked.State.RUNNING) {
      ended(thread, null);
    }
  }

  private static StackTraceElement[][] reflections(Frame bottom) {
    List<StackTraceElement[]> result = new ArrayList<>();
    for (Frame frame = bottom; frame != null; frame = frame.callee) {
      if (frame.kind == Frame.REFLECTION) {
        result.add((StackTraceElement[]) frame.references);
      }
    }
    return result.toArray(new StackTraceElement[0][]);
  }

  private static Class<?>[][] proxies(Frame bottom) {
    List<Class<?>[]> result = new ArrayList<>();
    for (Frame frame = bottom; frame != null; frame = frame.callee) {
      if (frame.kind == Frame.CODE) {
        result.add(frame.proxies);
      }
    }
    return result.toArray(new Class<?>[0][]);
  }

  private void ended(Tracked thread, Throwable cause) {
    if (thread.thread == main.object() && thread.thread != main.original()) {
      main.end(cause);
    }
  }

  /** Waits for the call of a thread that arrived. */
  private Frame firstBottom(Tracked thread) {
    thread.interrupted |= thread.await(() -> thread.called);
    thread.called = false;
    Frame bottom = thread.birth;
    thread.birth = null;
    return bottom;
  }

  /** Waits, if the thread was unwound, for its order; null if it may end. */
  private Frame nextBottom(Tracked thread) {
    if (thread.state != Tracked.State.UNWINDING || thread.recorded != thread.plan.size()) {
      return null;
    }
    thread.interrupted = Thread.interrupted();
    if (awaitOrder(thread) == Order.RESUME) {
      return thread.last;
    }
    thread.forget();
    thread.left = true;
    VirtualThreads.forgetScopes(thread.thread);
    return null;
  }

  private Order awaitOrder(Tracked thread) {
    Stop now = stop;
    int before;
    synchronized (ordersLock) {
      before = orders;
      thread.state = Tracked.State.UNWOUND;
    }
    // Not read again: whoever saw the state may have taken the field back.
    now.changed();
    thread.interrupted |= thread.await(() -> isOrdered(thread, before));
    thread.called = false;
    return order;
  }

  private boolean isOrdered(Tracked thread, int before) {
    synchronized (ordersLock) {
      return orders != before && (order != Order.RESUME || thread.called);
    }
  }

  @Override
  public void restored(Frame top) {
    Tracked thread = threads.of(Thread.currentThread());
    Restore now = restore;
    if (thread == null || now == null || thread.state != Tracked.State.RESTORING) {
      return;
    }
    if (thread.waitingSince != 0) {
      thread.waitingSince = 0;
      thread.state = Tracked.State.RUNNING;
      boolean interrupt = thread.interrupted;
      thread.interrupted = false;
      now.arriveWaiting();
      if (interrupt) {
        Thread.currentThread().interrupt();
      }
      return;
    }
    thread.inside = true;
    now.arrive(thread);
    thread.state = Tracked.State.RUNNING;
    if (thread.interrupted) {
      thread.interrupted = false;
      Thread.currentThread().interrupt();
    }
    thread.inside = false;
  }

  @Override
  public void uncaught(Thread thread) {
    main.uncaught(thread);
  }

  @Override
  public boolean hides(Thread thread) {
    return thread instanceof RuntimeThread || AllThreads.isWaiting(thread);
  }

  @Override
  public MethodHandles.Lookup lookup(Class<?> caller) {
    return Internals.TRUSTED.in(caller);
  }

  @Override
  public Function<?, ?> walking(StackWalker walker, Function<?, ?> function) {
    boolean entered = enterRuntime();
    try {
      return entered && threads.of(Thread.currentThread()).resumed ? traces.walking(walker, function) : function;
    } finally {
      leaveRuntime(entered);
    }
  }

  @Override
  public Function<?, ?> each(Consumer<?> action) {
    return StackTraces.each(action);
  }

  @Override
  public Class<?>[] context(Class<?>[] found) {
    boolean entered = enterRuntime();
    try {
      Tracked thread = entered ? threads.of(Thread.currentThread()) : null;
      return thread != null && thread.resumed ? traces.context(thread) : found;
    } finally {
      leaveRuntime(entered);
    }
  }

  @Override
  public Class<?> walked(Class<?> caller) {
    boolean entered = enterRuntime();
    try {
      return entered && threads.of(Thread.currentThread()).resumed ? traces.walked(caller) : caller;
    } finally {
      leaveRuntime(entered);
    }
  }

  @Override
  public Class<?> caller() {
    boolean entered = enterRuntime();
    try {
      return traces.caller();
    } finally {
      leaveRuntime(entered);
    }
  }

  @Override
  public void filled(Throwable thrown) {
    boolean entered = enterRuntime();
    if (!entered) {
      return;
    }
    try {
      Tracked thread = threads.of(Thread.currentThread());
      if (thread.resumed) {
        traces.mend(thrown, thread);
      }
    } catch (StackOverflowError e) {
      // No room to look at the stack: the VM's trace must do.
      return;
    } finally {
      leaveRuntime(true);
    }
  }

  @Override
  public boolean adopted(Class<?> type) {
    return adopted.test(type);
  }

  /** A process is on its way here, and its class loaders are answered for from now on. */
  public void answering(LoaderAnswers arriving) {
    answers = arriving;
    arriving.begin();
  }

  /** It does not come after all: its loaders are asked themselves again. */
  public void arrivalFailed() {
    LoaderAnswers begun = answers;
    if (begun != null) {
      begun.end();
    }
  }

  @Override
  public Class<?> load(ClassLoader loader, String name) throws ClassNotFoundException {
    return answers.load(loader, name);
  }

  @Override
  public void lambda(Object factory, Class<?> proxy) {
    proxies.spun(factory, proxy);
  }

  @Override
  public void defined(Object definer, Class<?> type) {
    proxies.defined(definer, type);
  }

  @Override
  public void interrupted(Thread target) {
    Blocking.interrupted(target);
  }

  /** The calling thread of the program works for the runtime now; polls it passes mean nothing. To be undone with the result. */
  public boolean enterRuntime() {
    Thread current = Thread.currentThread();
    Tracked thread = current instanceof RuntimeThread ? null : threads.of(current);
    if (thread == null || thread.inside) {
      return false;
    }
    thread.inside = true;
    return true;
  }

  /** @param entered what {@link #enterRuntime} returned */
  public void leaveRuntime(boolean entered) {
    if (entered) {
      threads.of(Thread.currentThread()).inside = false;
    }
  }

  /** True for a thread whose frames were taken. */
  public boolean isStopped(Thread thread) {
    Tracked tracked = threads.of(thread);
    return tracked != null && tracked.state == Tracked.State.UNWOUND;
  }

  /** Live threads of the program. */
  public int threadCount() {
    return AllThreads.ofProgram().size();
  }

}
