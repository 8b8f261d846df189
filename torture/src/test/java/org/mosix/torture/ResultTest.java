package org.mosix.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ResultTest {

  @Test
  void equalRunsDoNotDiffer() {
    assertThat(result("a\nok\n", "", 0).differenceFrom(result("a\nok\n", "other", 0), false)).isEmpty();
  }

  @Test
  void namesTheFirstLineThatDiffers() {
    assertThat(result("a\nb\nok\n", "", 0).differenceFrom(result("a\nc\nok\n", "", 0), false))
        .contains("output, line 2: \"b\" (expected: \"c\")");
  }

  @Test
  void seesMissingAndAdditionalLines() {
    assertThat(result("a\n", "", 0).differenceFrom(result("a\nok\n", "", 0), false)).contains("output, line 2: the end (expected: \"ok\")");
    assertThat(result("a\nok\n", "", 0).differenceFrom(result("a\n", "", 0), false)).contains("output, line 2: \"ok\" (expected: the end)");
  }

  @Test
  void seesMissingLineEndAtTheEnd() {
    assertThat(result("ok", "", 0).differenceFrom(result("ok\n", "", 0), false)).isPresent();
  }

  @Test
  void seesAnotherExitCode() {
    assertThat(result("ok\n", "", 1).differenceFrom(result("ok\n", "", 0), false)).contains("exit code: 1 (expected: 0)");
  }

  @Test
  void comparesErrorsOnlyWhenAskedAndWithoutOurOwnLines() {
    Result actual = result("ok\n", "mosix: moved\ntrace\n", 0);
    assertThat(actual.differenceFrom(result("ok\n", "trace\n", 0), true)).isEmpty();
    assertThat(actual.differenceFrom(result("ok\n", "other trace\n", 0), true)).isPresent();
    assertThat(actual.differenceFrom(result("ok\n", "other trace\n", 0), false)).isEmpty();
  }

  @Test
  void seesThatAProgramsOwnChecksFailed() {
    assertThat(result("first\ndiffers: sum\n", "", 1).foundDifference()).isTrue();
    assertThat(result("what differs: nothing\nok\n", "", 0).foundDifference()).isFalse();
    assertThat(result("first\ndiffers: sum\n", "", 1).lastOutput()).isEqualTo("differs: sum");
  }

  @Test
  void namesWhatAProgramsOwnChecksFound() {
    assertThat(result("first\ndiffers: sum\n", "", 1).differenceFrom(result("first\nok\n", "", 0), false))
        .contains("output, line 2: \"differs: sum\" (expected: \"ok\"); it says: differs: sum");
  }

  @Test
  void saysThatAProgramHungAndWhatItSaidLast() {
    assertThat(result("one\ntwo\n", "", Result.HUNG).differenceFrom(result("ok\n", "", 0), false).orElseThrow())
        .contains("did not end").endsWith("its last line is \"two\"");
  }

  private static Result result(String output, String errors, int exitCode) {
    return new Result(output.getBytes(StandardCharsets.UTF_8), errors.getBytes(StandardCharsets.UTF_8), exitCode, Duration.ofSeconds(3));
  }
}
