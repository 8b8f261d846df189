package org.mosix.info;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * What one JVM of this machine uses, from proc(5). How many of its threads run <em>or want to</em> is sampled several times per interval,
 * as the originals sampled the length of the run queue: on a crowded machine the processor time used does not tell what is wanted. Not
 * thread-safe.
 */
public final class ProcessMeter {

  /** {@code USER_HZ}, the unit of times in proc(5): 100 on every Linux. */
  private static final double TICKS_PER_SECOND = 100;

  private static final long PAGE = 4096;

  /** Of an old figure that remains when a second has passed, as for the loads of processes in openMosix. */
  private static final double OLD = 5 / 8.0;

  /**
   * Threads that say nothing of what the program wants: compilers, which are busiest after a move, when the program should not be moved
   * again, and ours. Names in proc(5) have 15 characters.
   */
  private static final List<String> OF_THE_JVM = List.of("C1 CompilerThre", "C2 CompilerThre", "mosix-");

  private final Path directory;
  private final long[] last = {-1, System.nanoTime()};
  private long lastSampleTicks = -1;
  private double runnableSum;
  private int samples;
  private double share;
  private double demand;
  private long resident;
  private long ticks;
  private long calls;
  private long callBytes;

  /** @param pid of the JVM */
  public ProcessMeter(long pid) {
    directory = Path.of("/proc", String.valueOf(pid));
  }

  /**
   * Counts its runnable threads now.
   *
   * @return that number; 0 if it has ended
   */
  public int sample() {
    OptionalLong now = ticksOf(directory.resolve("stat"));
    if (now.isEmpty()) {
      return 0;
    }
    // without any processor time since the last look nothing wants one, unless the machine is hopelessly crowded
    boolean idle = now.getAsLong() == lastSampleTicks;
    lastSampleTicks = now.getAsLong();
    int runnable = idle ? 0 : runnableThreads();
    runnableSum += runnable;
    samples++;
    return runnable;
  }

  private int runnableThreads() {
    int runnable = 0;
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(directory.resolve("task"))) {
      for (Path task : tasks) {
        runnable += isRunnable(task) ? 1 : 0;
      }
    } catch (IOException e) {
      // it has just ended
      return 0;
    }
    return runnable;
  }

  private static boolean isRunnable(Path task) {
    String stat = read(task.resolve("stat"));
    int name = stat.indexOf('(') + 1;
    return stat.startsWith("R", stat.lastIndexOf(')') + 2) && OF_THE_JVM.stream().noneMatch(own -> stat.startsWith(own, name));
  }

  /** Closes an interval: from here on {@link #share} and the others tell of it. */
  public void interval() {
    OptionalLong now = ticksOf(directory.resolve("stat"));
    long nanos = System.nanoTime();
    if (now.isPresent()) {
      ticks = now.getAsLong();
      double used = last[0] < 0 ? 0 : (ticks - last[0]) / TICKS_PER_SECOND / Math.max(1e-3, (nanos - last[1]) / 1e9);
      double wanted = Math.max(used, samples == 0 ? 0 : runnableSum / samples);
      share = last[0] < 0 ? used : OLD * share + (1 - OLD) * used;
      demand = last[0] < 0 ? wanted : OLD * demand + (1 - OLD) * wanted;
      last[0] = ticks;
      last[1] = nanos;
      resident = residentBytes();
      countCalls();
    }
    runnableSum = 0;
    samples = 0;
  }

  /** Reads and writes, of files and sockets alike, from {@code io} of proc(5); as before if the system does not count them. */
  private void countCalls() {
    long[] counts = new long[4];
    for (String line : read(directory.resolve("io")).split("\n")) {
      int field = List.of("syscr", "syscw", "rchar", "wchar").indexOf(line.replaceFirst(":.*", ""));
      if (field >= 0) {
        counts[field] = Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    calls = Math.max(calls, counts[0] + counts[1]);
    callBytes = Math.max(callBytes, counts[2] + counts[3]);
  }

  /** Reads and writes since it was started. */
  public long calls() {
    return calls;
  }

  /** Bytes read and written since it was started. */
  public long callBytes() {
    return callBytes;
  }

  /** Processors used lately: 1 is one all the time. */
  public double share() {
    return share;
  }

  /** Processors used or waited for lately. */
  public double demand() {
    return demand;
  }

  /** Processor time since the start of the JVM, in seconds. */
  public double cpuSeconds() {
    return ticks / TICKS_PER_SECOND;
  }

  /** Bytes in memory. */
  public long resident() {
    return resident;
  }

  private long residentBytes() {
    try {
      return Long.parseLong(Files.readString(directory.resolve("statm")).split(" ")[1]) * PAGE;
    } catch (IOException e) {
      // it has just ended: what was last known has to do
      return resident;
    }
  }

  /** User and system time of {@code stat}; empty if the process is gone. */
  private static OptionalLong ticksOf(Path stat) {
    String[] fields = stat(stat);
    // from the state on, field 3 of proc(5): utime and stime are fields 14 and 15
    return fields.length < 13 ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(fields[11]) + Long.parseLong(fields[12]));
  }

  /** The fields behind the name, which may hold anything; none if there is no such file any more. */
  private static String[] stat(Path file) {
    String text = read(file);
    return text.isEmpty() ? new String[0] : text.substring(text.lastIndexOf(')') + 2).split(" ");
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      // the process or thread has ended
      return "";
    }
  }
}
