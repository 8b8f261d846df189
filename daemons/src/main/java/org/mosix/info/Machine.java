package org.mosix.info;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.hardware.VirtualMemory;

/** The machine under this node: processors, memory, swap. Not thread-safe. */
public final class Machine {

  /**
   * The machine at one moment, and since the look before.
   *
   * @param memoryTotal bytes
   * @param memoryAvailable bytes that programs can have without swapping
   * @param swapTotal bytes
   * @param swapFree bytes
   * @param pagesMove whether pages went to or came from swap since the look before
   * @param utilisation share of the processors in use since the look before, 0 to 1
   */
  public record Look(long memoryTotal, long memoryAvailable, long swapTotal, long swapFree, boolean pagesMove, double utilisation) {}

  private static final Path STAT = Path.of("/proc/stat");

  private final CentralProcessor processor;
  private final GlobalMemory memory;
  private long[] ticks;
  private long pages;

  public Machine() {
    SystemInfo system = new SystemInfo();
    processor = system.getHardware().getProcessor();
    memory = system.getHardware().getMemory();
    ticks = processor.getSystemCpuLoadTicks();
    pages = pages();
  }

  public int processors() {
    return processor.getLogicalProcessorCount();
  }

  private long pages() {
    VirtualMemory swap = memory.getVirtualMemory();
    return swap.getSwapPagesIn() + swap.getSwapPagesOut();
  }

  public Look look() {
    double used = processor.getSystemCpuLoadBetweenTicks(ticks);
    ticks = processor.getSystemCpuLoadTicks();
    long before = pages;
    pages = pages();
    long swap = memory.getVirtualMemory().getSwapTotal();
    return new Look(memory.getTotal(), memory.getAvailable(), swap, Math.max(0, swap - memory.getVirtualMemory().getSwapUsed()),
        pages != before, Math.min(1, Math.max(0, used)));
  }

  /** Threads of the whole machine that run or want to, without the one that asks: {@code procs_running} of proc(5). */
  public int runnable() throws IOException {
    for (String line : Files.readAllLines(STAT)) {
      if (line.startsWith("procs_running ")) {
        return Math.max(0, Integer.parseInt(line.substring("procs_running ".length()).strip()) - 1);
      }
    }
    throw new IOException(STAT + " has no line procs_running (expected: that of Linux)");
  }
}
