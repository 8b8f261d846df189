package org.mosix.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CasesTest {

  private static final Pattern ROW = Pattern.compile("^\\| ([A-Z]\\w+) \\| \\S", Pattern.MULTILINE);

  @Test
  void pageListsEveryCaseInOrder() throws IOException {
    List<String> listed = ROW.matcher(Files.readString(Path.of("CASES.md"))).results().map((MatchResult row) -> row.group(1)).toList();
    assertThat(listed).isEqualTo(Cases.all().stream().map(Case::name).toList());
  }

  @Test
  void pageEndsWithTheNumberOfCases() throws IOException {
    assertThat(Files.readString(Path.of("CASES.md")).strip()).endsWith("\n" + Cases.all().size() + " cases.");
  }

  @Test
  void patternsMatchWholeNamesWithoutRegardToCase() throws IOException {
    assertThat(Cases.matching("waitnotify")).extracting(Case::name).containsExactly("WaitNotify");
    assertThat(Cases.matching("*wait*")).extracting(Case::name).contains("NaiveWait", "TimedWaits", "WaitNotify");
    assertThat(Cases.matching("Wait")).isEmpty();
  }

  @Test
  void casesWithNeedsHaveThem() throws IOException {
    assertThat(Cases.matching("StdinEcho").get(0).input()).isNotEmpty();
    assertThat(Cases.matching("CtrlC").get(0).interrupted()).isTrue();
    assertThat(Cases.matching("UncaughtInMain").get(0).comparesErrors()).isTrue();
  }
}
