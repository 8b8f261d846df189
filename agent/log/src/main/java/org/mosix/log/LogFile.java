package org.mosix.log;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.slf4j.event.Level;

/**
 * Where the runtime inside a managed JVM writes its log: the file named by {@code -Dmosix.log=FILE} or {@link #use}, else nowhere. A
 * managed program's own output and logging are never touched.
 */
public final class LogFile {

  /** System property with the name of the file. */
  public static final String FILE_PROPERTY = "mosix.log";

  /** System property with the least level that is written: TRACE to ERROR, INFO unless given. */
  public static final String LEVEL_PROPERTY = "mosix.log.level";

  private static volatile FileChannel file;
  private static volatile int leastLevel = Level.INFO.toInt();

  static {
    String name = System.getProperty(FILE_PROPERTY);
    if (name != null && !name.isEmpty()) {
      openOrComplain(Path.of(name));
    }
    leastLevel = levelOrInfo(System.getProperty(LEVEL_PROPERTY));
  }

  private LogFile() {}

  /** Appends to {@code path} from now on. */
  public static void use(Path path) throws IOException {
    file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  private static void openOrComplain(Path path) {
    try {
      use(path);
    } catch (IOException e) {
      System.err.println("mosix: no log: " + e + " (expected: " + FILE_PROPERTY + " names a file that can be written)");
    }
  }

  private static int levelOrInfo(String name) {
    for (Level level : Level.values()) {
      if (level.name().equalsIgnoreCase(name)) {
        return level.toInt();
      }
    }
    return Level.INFO.toInt();
  }

  static boolean writes(Level level) {
    return file != null && level.toInt() >= leastLevel;
  }

  static void write(Level level, String logger, String message, Throwable thrown) {
    FileChannel to = file;
    if (to == null) {
      return;
    }
    StringWriter line = new StringWriter();
    line.append(Instant.now().toString()).append(' ').append(level.name()).append(" [").append(Thread.currentThread().getName())
        .append("] ").append(logger).append(": ").append(message).append('\n');
    if (thrown != null) {
      thrown.printStackTrace(new PrintWriter(line, true));
    }
    append(to, line.toString());
  }

  private static void append(FileChannel to, String text) {
    try {
      // one write to a file opened for appending: lines of several threads do not mix
      to.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      // a full disk must not stop the program; say it once and stop logging
      file = null;
      System.err.println("mosix: log ends: " + e);
    }
  }
}
