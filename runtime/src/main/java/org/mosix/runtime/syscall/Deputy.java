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
  private final ConcurrentMap<Integer, MethodHandle> handles = new ConcurrentHashMap<>();

  /** @param exit ends this JVM for the program's {@code exit} or {@code halt} */
  public Deputy(ProcessExit exit) {
    this(exit, Performer.PLAIN);
  }

  Deputy(ProcessExit exit, Performer performer) {
    this.performer = performer;
    this.control = new DeputyControl(exit, performer);
  }

  /** Calls of this process that were carried out here, per native. */
  public CallCounters counters() {
    return counters;
  }

  /** Ends the waits of the guest that is left: its threads wait elsewhere now. */
  public void guestLeft() {
    control.cancelAll();
  }

  /** Closes files that only the guest that is left has used. */
  public void close(int[] descriptors) {
    for (int descriptor : descriptors) {
      DirectoryCalls.close(descriptor);
    }
  }

  /** For what comes over one link: a guest that is being prepared asks while the last one still runs. */
  public Stay stay() {
    return new Stay();
  }

  /** One slot of the guest: its last call and the answer, in case it is asked again. */
  private static final class Caller {
    private int sequence;
    private byte[] answer;
  }

  /** What comes over one link: the calls of a process from a guest, and later perhaps from another in the same JVM. */
  public final class Stay {
    private Session last = new Session(0);

    private Stay() {}

    /**
     * Carries out one call; waits as long as it takes.
     *
     * @param request written by a guest of the same build
     * @return the answer, which may be an exception; a request seen before is answered as before
     */
    public byte[] execute(byte[] request) {
      Wire.Reader in = new Wire.Reader(request);
      Request head = Request.read(in);
      return session(head.session()).execute(head, in, request.length);
    }

    private synchronized Session session(long number) {
      if (number != last.number) {
        last.batches.end();
        last = new Session(number);
      }
      return last;
    }

    /** Nothing comes any more. */
    public synchronized void end() {
      last.batches.end();
    }
  }

  /** The calls of a process from one guest. */
  private final class Session {
    private final long number;
    // What the programs of other nodes open here are files.
    private final DeputySockets sockets = new DeputySockets(GuestProcess.isStrict() || performer != Performer.PLAIN);
    private final DeputyBatches batches = new DeputyBatches(counters, sockets, this::call);
    private final Map<Integer, Caller> callers = new HashMap<>();

    private Session(long number) {
      this.number = number;
    }

    private byte[] execute(Request head, Wire.Reader in, int length) {
      Caller caller = caller(head);
      synchronized (caller) {
        if (caller.answer == null || caller.sequence != head.sequence()) {
          caller.sequence = head.sequence();
          caller.answer = answer(head, in, length);
        }
        return caller.answer;
      }
    }

    private Caller caller(Request head) {
      synchronized (callers) {
        return callers.computeIfAbsent(head.caller(), number -> new Caller());
      }
    }

    private byte[] answer(Request head, Wire.Reader in, int length) {
      try {
        batches.await(head.after());
        if (head.operation() == Request.BATCH) {
          return batches.carryOut(head.after() + 1, in, new Wire(256).putByte(Outcome.DONE)).toBytes();
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
