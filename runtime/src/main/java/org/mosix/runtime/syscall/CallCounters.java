package org.mosix.runtime.syscall;

import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.mosix.link.message.CallsReport;

/** How often each native was called for a process, how many bytes its requests and answers took, and how long it ran. */
public final class CallCounters {

  private final AtomicLongArray counts = new AtomicLongArray(RemoteSyscallTable.all().size());
  private final AtomicLongArray bytes = new AtomicLongArray(RemoteSyscallTable.all().size());
  private final AtomicLongArray nanos = new AtomicLongArray(RemoteSyscallTable.all().size());

  void count(NativeMethod method, int moved, long took) {
    counts.incrementAndGet(method.index());
    bytes.addAndGet(method.index(), moved);
    nanos.addAndGet(method.index(), took);
  }

  /** Of all natives together. */
  public long calls() {
    return sum(counts);
  }

  /** Of all natives together. */
  public long bytes() {
    return sum(bytes);
  }

  private static long sum(AtomicLongArray array) {
    long sum = 0;
    for (int i = 0; i < array.length(); i++) {
      sum += array.get(i);
    }
    return sum;
  }

  /** The whole table, with what was not carried out at home. */
  public CallsReport report(LocalCounters local) {
    List<CallsReport.Line> lines = RemoteSyscallTable.all().stream().map(method -> new CallsReport.Line(method.policy().name(), method.toString(),
        method.reason(), count(method), bytes(method), nanos(method), local.count(method), local.bytes(method), local.cached(method))).toList();
    return new CallsReport(lines, local.bytesOfNodes());
  }

  public long count(NativeMethod method) {
    return counts.get(method.index());
  }

  public long bytes(NativeMethod method) {
    return bytes.get(method.index());
  }

  /** Time in the native itself, in nanoseconds. */
  public long nanos(NativeMethod method) {
    return nanos.get(method.index());
  }
}
