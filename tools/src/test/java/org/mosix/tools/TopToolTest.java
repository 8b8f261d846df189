package org.mosix.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosix.tools.top.FakeCluster;
import org.mosix.tools.top.Samples;

@Timeout(60)
class TopToolTest {

  @TempDir
  Path directory;

  private CommandRun run(String... more) throws Exception {
    Path run = directory.resolve("run");
    try (FakeDaemon daemon = new FakeDaemon(run, new FakeCluster(Samples::small)::answer)) {
      String[] arguments = new String[more.length + 2];
      System.arraycopy(more, 0, arguments, 0, more.length);
      arguments[more.length] = "--run-dir";
      arguments[more.length + 1] = run.toString();
      return CommandRun.of(new TopTool(), arguments);
    }
  }

  @Test
  void onceIsTextForPeople() throws Exception {
    CommandRun run = run("--once", "--ascii");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("nodes 2/3 up", "block,lstay", "org.example.Main --input data").doesNotContain("\u001b");
  }

  @Test
  void onceIsJsonForPrograms() throws Exception {
    JsonObject json = JsonParser.parseString(run("--once", "-o", "json").out()).getAsJsonObject();
    assertThat(json.keySet()).containsExactly("at", "nodes", "processes");
    assertThat(json.getAsJsonArray("nodes")).hasSize(3);
    JsonObject process = json.getAsJsonArray("processes").get(0).getAsJsonObject();
    assertThat(process.get("pid").getAsLong()).isEqualTo(4711);
    assertThat(process.getAsJsonObject("lastMove").get("frozenMillis").getAsDouble()).isEqualTo(340);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      -o json      | -o json without --once (expected: both)
      --delay 0    | --delay: 0.0 s (expected: 0.1 to 3600)
      --delay NaN  | --delay: NaN s (expected: 0.1 to 3600)
      extra        | Unmatched argument at index 0: 'extra'
      """)
  void usageErrorsHaveCode2(String arguments, String message) {
    CommandRun run = CommandRun.of(new TopTool(), arguments.split(" "));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }

  @Test
  void noDaemonHasCode3() {
    CommandRun run = CommandRun.of(new TopTool(), "--once", "--run-dir", directory.resolve("none").toString());
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("expected: a running mosixd");
  }

  @ParameterizedTest
  @CsvSource({"C.UTF-8, C, C, true", "C, C.UTF-8, C.UTF-8, false", "'', de_DE.utf8, C, true", "'', '', en_US.UTF-8, true", "'', '', '', false"})
  void localeDecidesAboutUtf8(String all, String type, String lang, boolean utf8) {
    assertThat(TopTool.isUtf8(Map.of("LC_ALL", all, "LC_CTYPE", type, "LANG", lang))).isEqualTo(utf8);
  }

  @ParameterizedTest
  @CsvSource({"100, 100", "7, 120", "20, 60", "'', 120", "x, 120"})
  void reportIsAsWideAsTheShellSays(String columns, int width) {
    assertThat(TopTool.columns(Map.of("COLUMNS", columns))).isEqualTo(width);
  }
}
