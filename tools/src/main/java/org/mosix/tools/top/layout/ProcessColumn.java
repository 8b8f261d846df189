package org.mosix.tools.top.layout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.mosix.daemon.ProcessRecord;
import org.mosix.daemon.ProcessRecord.LastMove;
import org.mosix.tools.top.model.SortKey;

/** The columns of the list of processes, from the left. */
enum ProcessColumn {
  PID("PID", 7, true, 0, SortKey.PID),
  PLACE("HOME", 9, false, 0, SortKey.PLACE),
  CPU("CPU%", 6, true, 0, SortKey.CPU),
  MEMORY("MEM", 5, true, 0, SortKey.MEMORY),
  THREADS("THR", 4, true, 90, null),
  MOVES("MOVES", 5, true, 0, SortKey.MOVES),
  LOCK("L", 1, false, 0, null),
  STATE("STATE", 8, false, 0, SortKey.STATE),
  LAST_MOVE("LAST MOVE", 9, false, 0, SortKey.LAST_MOVE),
  MOVE_COST("FROZEN", 8, true, 110, null),
  MOVE_SIZE("SENT", 5, true, 120, null),
  OBSTACLE("CANNOT MOVE", 34, false, 150, null),
  COMMAND("COMMAND", 0, false, 0, SortKey.COMMAND);

  final int width;
  final boolean toTheRight;
  final SortKey sort;
  private final String heading;
  private final int fromWidth;

  /**
   * @param width 0 for what is left of the line
   * @param fromWidth of the screen from which the column is shown
   * @param sort what its heading is marked for; null if one cannot sort by it
   */
  ProcessColumn(String heading, int width, boolean toTheRight, int fromWidth, SortKey sort) {
    this.heading = heading;
    this.width = width;
    this.toTheRight = toTheRight;
    this.fromWidth = fromWidth;
    this.sort = sort;
  }

  static List<ProcessColumn> shownAt(int width) {
    return List.of(values()).stream().filter(column -> width >= column.fromWidth).toList();
  }

  String heading(Glyphs glyphs) {
    return this == PLACE ? heading + glyphs.arrow() + "NODE" : heading;
  }

  String text(ProcessRecord process, Instant now, Glyphs glyphs) {
    LastMove last = process.lastMove();
    return switch (this) {
      case PID -> String.valueOf(process.pid());
      case PLACE -> process.home() == process.node() ? String.valueOf(process.home()) : process.home() + glyphs.arrow() + process.node();
      case CPU -> Quantity.percent(process.cpuPercent());
      case MEMORY -> Quantity.bytes(process.memory());
      case THREADS -> Quantity.count(process.threads());
      case MOVES -> Quantity.count(process.migrations());
      case LOCK -> process.locked() ? "L" : "";
      case STATE -> glyphs.clean(process.state());
      case LAST_MOVE -> last == null ? "-" : Quantity.age(Duration.between(Instant.ofEpochMilli(last.millis()), now)) + " ago"
          + (last.done() ? "" : "!");
      case MOVE_COST -> last == null || !last.done() ? "-" : Quantity.seconds(last.frozenMillis() / 1000);
      case MOVE_SIZE -> last == null || !last.done() ? "-" : Quantity.bytes(last.bytes());
      case OBSTACLE -> process.cannotMove().isEmpty() ? "-" : glyphs.clean(process.cannotMove().get(0));
      case COMMAND -> glyphs.clean(process.command());
    };
  }

  Role role(ProcessRecord process) {
    LastMove last = process.lastMove();
    return switch (this) {
      case PLACE -> process.home() == process.node() ? Role.PLAIN : Role.AWAY;
      case CPU -> process.cpuPercent() == null ? Role.DIM : Role.PLAIN;
      case LOCK -> Role.MIDDLE;
      case STATE -> process.state().equals("moving") ? Role.MIDDLE : Role.PLAIN;
      case LAST_MOVE -> last == null ? Role.DIM : last.done() ? Role.PLAIN : Role.BAD;
      case OBSTACLE -> process.cannotMove().isEmpty() ? Role.DIM : Role.BAD;
      default -> Role.PLAIN;
    };
  }
}
