package org.mosix.runtime.syscall;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.mosix.boot.SysNativeCall;

/**
 * Home's half of the system calls: carries out the JDK's own natives for a guest. Calls arrive on as many threads as the guest has
 * calls under way; some wait for ever (a read of the terminal), so their pool must have no upper bound.
 */
public final class Deputy {

  private static final MethodType GENERIC = MethodType.methodType(Object.class, Object[].class);

  private final Performer performer;
  private final DeputyControl control;
  private final CallCounters counters = new CallCounters();
  private final DeputySockets sockets;
  private final ConcurrentMap<Integer, MethodHandle> handles = new ConcurrentHashMap<>();

  private final Object lock = new Object();
  private long session;
  private DeputyBatches batches;
  private Map<Integer, Caller> callers = new HashMap<>();

  /** One slot of the guest: its last call and the answer, in case it is asked again. */
  private static final class Caller {
    private final DeputyBatches batches;
    private int sequence;
    private byte[] answer;

    private Caller(DeputyBatches batches) {
      this.batches = batches;
    }
  }

  /** @param exit ends this JVM for the program's {@code exit} or {@code halt} */
  public Deputy(ProcessExit exit) {
    this(exit, Performer.PLAIN);
  }

  Deputy(ProcessExit exit, Performer performer) {
    this.performer = performer;
    // What the programs of other nodes open here are files.
    this.sockets = new DeputySockets(GuestProcess.isStrict() || performer != Performer.PLAIN);
    this.batches = new DeputyBatches(counters, sockets, this::call);
    this.control = new DeputyControl(exit, performer);
  }

  /** Calls of this process that were carried out here, per native. */
  public CallCounters counters() {
    return counters;
  }

  /** Ends the waits of the guest that is left: its threads wait elsewhere now. */
  public void guestLeft() {
    control.cancelAll();
    synchronized (lock) {
      batches.end();
    }
  }

  /** Closes files that only the guest that is left has used. */
  public void close(int[] descriptors) {
    for (int descriptor : descriptors) {
      DirectoryCalls.close(descriptor);
    }
  }

  /**
   * Carries out one call; waits as long as it takes.
   *
   * @param request written by a guest of the same build
   * @return the answer, which may be an exception; a request seen before is answered as before
   */
  public byte[] execute(byte[] request) {
    Wire.Reader in = new Wire.Reader(request);
    Request head = Request.read(in);
    Caller caller = caller(head);
    synchronized (caller) {
      if (caller.answer == null || caller.sequence != head.sequence()) {
        caller.sequence = head.sequence();
        caller.answer = answer(head, caller.batches, in, request.length);
      }
      return caller.answer;
    }
  }

  private Caller caller(Request head) {
    synchronized (lock) {
      if (head.session() != session) {
        session = head.session();
        callers = new HashMap<>();
        batches.end();
        batches = new DeputyBatches(counters, sockets, this::call);
        sockets.clear();
        control.cancelAll();
      }
      return callers.computeIfAbsent(head.caller(), number -> new Caller(batches));
    }
  }

  private byte[] answer(Request head, DeputyBatches done, Wire.Reader in, int length) {
    try {
      done.await(head.after());
      if (head.operation() == Request.BATCH) {
        return done.carryOut(head.after() + 1, in, new Wire(256).putByte(Outcome.DONE)).toBytes();
      }
      boolean ahead = head.operation() == Request.READ_AT;
      if (head.operation() < 0 && !ahead) {
        return control.answer(head.operation(), in);
      }
      NativeMethod method = ahead ? FilePiece.counted() : RemoteSyscallTable.get(head.operation());
      long start = System.nanoTime();
      byte[] answer = ahead ? control.answer(head.operation(), in) : method.isHalt() ? control.exit(in) : call(method, in);
      counters.count(method, length + answer.length, System.nanoTime() - start);
      return answer;
    } catch (Throwable e) {
      return Outcome.rejected(e);
    }
  }

  private byte[] call(NativeMethod method, Wire.Reader in) {
    List<Passing> passing = method.passing();
    Object[] arguments = new Object[passing.size()];
    long waitId = method.blocks() ? in.getLong() : 0;
    try (Scratch scratch = new Scratch()) {
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = passing.get(i).rebuild(in, scratch);
      }
      MethodHandle handle = handles.computeIfAbsent(method.index(), index -> generic(method));
      Object result = null;
      DeputySockets.Connection read = sockets.begin(method, arguments);
      try {
        if (read != null) {
          read.check();
        }
        result = waitId == 0 ? performer.perform(method, handle, arguments, scratch) : waiting(waitId, method, handle, arguments, scratch);
      } catch (Throwable e) {
        Wire out = Outcome.thrown(e);
        for (int i = 0; i < arguments.length; i++) {
          passing.get(i).answerThrown(arguments[i], out);
        }
        return out.toBytes();
      } finally {
        sockets.end(read, method, arguments, result);
      }
      Wire out = new Wire(64).putByte(Outcome.DONE);
      Values.write(result, out);
      for (int i = 0; i < arguments.length; i++) {
        passing.get(i).answer(arguments[i], result, out);
      }
      sockets.tell(method, arguments, result, out);
      return out.toBytes();
    }
  }

  /** Calls a native that the guest may want to end early. */
  private Object waiting(long waitId, NativeMethod method, MethodHandle handle, Object[] arguments, Scratch scratch) throws Throwable {
    SysNativeCall call = new SysNativeCall();
    control.begin(waitId, call::cancel);
    try {
      return performer.perform(method, handle, arguments, scratch);
    } finally {
      control.end(waitId);
      call.end();
    }
  }

  private static MethodHandle generic(NativeMethod method) {
    MethodHandle handle = method.handle();
    return handle.asSpreader(Object[].class, handle.type().parameterCount()).asType(GENERIC);
  }
}
