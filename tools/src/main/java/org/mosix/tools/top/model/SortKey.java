package org.mosix.tools.top.model;

import java.util.Comparator;
import java.util.function.ToDoubleFunction;
import org.mosix.daemon.ProcessRecord;

/** By what processes can be sorted, in the order of the columns; each begins with what one looks for first. */
public enum SortKey {
  PID(Comparator.comparingLong(ProcessRecord::pid)),
  PLACE(Comparator.comparingInt(ProcessRecord::home).thenComparingInt(ProcessRecord::node)),
  CPU(largestFirst(process -> number(process.cpuPercent()))),
  MEMORY(largestFirst(process -> number(process.memory()))),
  MOVES(largestFirst(process -> number(process.migrations()))),
  STATE(Comparator.comparing(ProcessRecord::state)),
  LAST_MOVE(largestFirst(process -> process.lastMove() == null ? Double.NEGATIVE_INFINITY : process.lastMove().millis())),
  COMMAND(Comparator.comparing(ProcessRecord::command));

  private final Comparator<ProcessRecord> order;

  SortKey(Comparator<ProcessRecord> order) {
    this.order = order;
  }

  /** Equal ones by home and pid, so that lines do not change places without a reason. */
  public Comparator<ProcessRecord> order(boolean reversed) {
    return (reversed ? order.reversed() : order).thenComparingInt(ProcessRecord::home).thenComparingLong(ProcessRecord::pid);
  }

  public SortKey next(int step) {
    return values()[Math.floorMod(ordinal() + step, values().length)];
  }

  private static Comparator<ProcessRecord> largestFirst(ToDoubleFunction<ProcessRecord> value) {
    return Comparator.comparingDouble(value).reversed();
  }

  /** What is not known comes last. */
  private static double number(Number known) {
    return known == null ? Double.NEGATIVE_INFINITY : known.doubleValue();
  }
}
