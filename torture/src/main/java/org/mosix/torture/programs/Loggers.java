package org.mosix.torture.programs;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** java.util.logging: loggers in a tree, handlers, formatters and filters of the program, levels, suppliers, lost records none. */
public final class Loggers {
  private static final Logger PARENT = Logger.getLogger("program");
  private static final Logger CHILD = Logger.getLogger("program.child");

  static final class Collecting extends Handler {
    private final StringBuilder lines = new StringBuilder();

    @Override
    public void publish(LogRecord record) {
      if (isLoggable(record)) {
        lines.append(getFormatter().format(record)).append(';');
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  static String round(Collecting handler) {
    handler.lines.setLength(0);
    CHILD.log(Level.INFO, "one {0}", Work.spin(1));
    CHILD.fine(() -> "two " + Work.spin(2));
    CHILD.finest("never");
    PARENT.log(Level.WARNING, "three", new IllegalStateException("cause"));
    CHILD.info("filtered");
    Check.same("found again", CHILD, Logger.getLogger("program.child"));
    Check.same("parent", PARENT, CHILD.getParent());
    return handler.lines.toString();
  }

  public static void main(String[] args) throws Exception {
    Collecting handler = new Collecting();
    handler.setLevel(Level.ALL);
    handler.setFormatter(new java.util.logging.Formatter() {
      @Override
      public String format(LogRecord record) {
        Work.spin(3);
        return record.getLevel() + " " + record.getLoggerName() + " " + formatMessage(record) + (record.getThrown() == null ? "" : "!");
      }
    });
    PARENT.addHandler(handler);
    PARENT.setUseParentHandlers(false);
    PARENT.setLevel(Level.FINE);
    CHILD.setFilter(record -> Work.spin(4) == 0 || !record.getMessage().equals("filtered"));
    Rounds.equal(args, "records", () -> round(handler));
  }
}
