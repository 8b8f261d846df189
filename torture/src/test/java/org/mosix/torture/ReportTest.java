package org.mosix.torture;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.Test;
import org.mosix.link.message.MoveResult;
import org.mosix.link.message.Outcome;

class ReportTest {

  private final Report report = new Report();

  @Test
  void countsMovesRefusalsAndFailures() {
    Tally tally = new Tally();
    tally.add(new MoveResult(0, Outcome.DONE, "", 1, 2, 1_000, 40_000_000), 1_200_000_000);
    tally.add(new MoveResult(0, Outcome.DONE, "", 2, 1, 1_000, 20_000_000), 300_000_000);
    tally.add(MoveResult.not(0, Outcome.REFUSED, "thread main is in a static initialiser", 1, 2), 300_000_000);
    tally.add(MoveResult.not(0, Outcome.FAILED, "link cut", 1, 2), 300_000_000);
    String lines = report.add(new Report.Run("Fib", Mode.HOME, Verdict.PASSED, tally, 3.14, "", ""));
    assertThat(lines).containsPattern("Fib +home +passed +2 +1 +1 +1 +40.0 +40.0 +3.1").contains("1 x refused: thread main is in a static");
    assertThat(report.summary()).endsWith("2 moves; 25.0 % of 4 requests of cases that can move done within 1 s");
    JsonObject run = report.json().getAsJsonArray("runs").get(0).getAsJsonObject();
    assertThat(run.get("moves").getAsInt()).isEqualTo(2);
    assertThat(run.getAsJsonObject("reasons").get("failed: link cut").getAsInt()).isEqualTo(1);
  }

  @Test
  void showsWhatDifferedAndTheErrors() {
    String lines = report.add(new Report.Run("Fib", Mode.STOP, Verdict.FAILED, new Tally(), 1, "exit code: 1 (expected: 0)", "java.lang.Error\n  at x"));
    assertThat(lines).contains("exit code: 1").contains("| java.lang.Error");
    assertThat(report.summary()).startsWith("0 passed, 1 failed");
  }
}
