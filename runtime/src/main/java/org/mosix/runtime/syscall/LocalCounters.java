package org.mosix.runtime.syscall;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Calls of the process that its home did not carry out: on files used directly or of a node, and those answered from what is known.
 * A guest counts what has happened since it last told home, home counts all.
 */
public final class LocalCounters {

  private static final int SIZE = RemoteSyscallTable.all().size();

  private record NodeBytes(int node, LongAdder sum) {}

  /** Of the process in this JVM, or away from it. */
  public static final LocalCounters OF_PROCESS = new LocalCounters();

  private final AtomicLongArray counts = new AtomicLongArray(SIZE);
  private final AtomicLongArray bytes = new AtomicLongArray(SIZE);
  private final AtomicLongArray cached = new AtomicLongArray(SIZE);
  private final ConcurrentMap<Integer, LongAdder> nodes = new ConcurrentHashMap<>();
  /** The node of the last call. */
  private volatile NodeBytes last;

  /** A call on a file of {@code node}; 0 if the node is not known. */
  void count(NativeMethod method, int node, long moved) {
    counts.incrementAndGet(method.index());
    if (moved > 0) {
      bytes.addAndGet(method.index(), moved);
      if (node > 0) {
        node(node).add(moved);
      }
    }
  }

  void countCached(NativeMethod method) {
    cached.incrementAndGet(method.index());
  }

  private LongAdder node(int node) {
    NodeBytes recent = last;
    if (recent == null || recent.node != node) {
      recent = new NodeBytes(node, nodes.computeIfAbsent(node, number -> new LongAdder()));
      last = recent;
    }
    return recent.sum;
  }

  /** Calls of a native on files used directly or of a node. */
  public long count(NativeMethod method) {
    return counts.get(method.index());
  }

  /** The bytes they moved. */
  public long bytes(NativeMethod method) {
    return bytes.get(method.index());
  }

  /** Calls that were answered from what was known. */
  public long cached(NativeMethod method) {
    return cached.get(method.index());
  }

  /** Bytes moved from and to the files of each node, but for what home did. */
  public Map<Integer, Long> bytesOfNodes() {
    Map<Integer, Long> all = new TreeMap<>();
    nodes.forEach((node, sum) -> all.put(node, sum.sum()));
    return all;
  }

  /** Tells what was counted, and forgets it. */
  synchronized void take(Wire out) {
    for (int i = 0; i < SIZE; i++) {
      long count = counts.getAndSet(i, 0);
      long moved = bytes.getAndSet(i, 0);
      long known = cached.getAndSet(i, 0);
      if (count != 0 || moved != 0 || known != 0) {
        out.putInt(i).putLong(count).putLong(moved).putLong(known);
      }
    }
    out.putInt(-1);
    nodes.forEach((node, sum) -> out.putInt(node).putLong(sum.sumThenReset()));
    out.putInt(-1);
  }

  /** Adds what a guest has told. */
  synchronized void add(Wire.Reader in) {
    for (int i = in.getInt(); i >= 0; i = in.getInt()) {
      counts.addAndGet(i, in.getLong());
      bytes.addAndGet(i, in.getLong());
      cached.addAndGet(i, in.getLong());
    }
    for (int node = in.getInt(); node >= 0; node = in.getInt()) {
      node(node).add(in.getLong());
    }
  }

  /** What a guest that the process leaves tells its home. */
  public static byte[] taken() {
    Wire out = new Wire(256);
    OF_PROCESS.take(out);
    return out.toBytes();
  }

  /** Adds what a guest has {@link #taken}. */
  public static void addTaken(byte[] counts) {
    OF_PROCESS.add(new Wire.Reader(counts));
  }

  /** What a guest tells its home, with its number of threads. */
  public static byte[] statusWith(int threads) {
    Wire out = new Wire(256).putInt(threads);
    OF_PROCESS.take(out);
    return out.toBytes();
  }

  /** Reads {@link #statusWith}, adds what was counted, and gives the threads. */
  public static int threadsOf(byte[] status) {
    Wire.Reader in = new Wire.Reader(status);
    int threads = in.getInt();
    OF_PROCESS.add(in);
    return threads;
  }
}
