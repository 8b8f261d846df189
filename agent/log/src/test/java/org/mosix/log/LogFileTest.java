package org.mosix.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Timeout(30)
class LogFileTest {

  @TempDir
  Path directory;

  @Test
  void writesNothingUntilToldWhereThenLinesFromInfoOn() throws Exception {
    Logger log = LoggerFactory.getLogger("link");
    assertThat(log).isInstanceOf(FileLogger.class);
    assertThat(log.isErrorEnabled()).isFalse();

    Path file = directory.resolve("log");
    LogFile.use(file);
    log.debug("not wanted");
    log.info("{} bytes to node {}", 48, 2);
    log.warn("cut", new IllegalStateException("by test"));

    List<String> lines = Files.readAllLines(file);
    assertThat(lines.get(0)).matches("\\S+Z INFO \\[main] link: 48 bytes to node 2");
    assertThat(lines.get(1)).endsWith("WARN [main] link: cut");
    assertThat(lines.get(2)).isEqualTo("java.lang.IllegalStateException: by test");
    assertThat(lines.get(3)).startsWith("\tat ");
  }
}
