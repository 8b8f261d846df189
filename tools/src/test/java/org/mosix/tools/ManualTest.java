package org.mosix.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

@Timeout(120)
class ManualTest {

  @TempDir
  Path share;

  @BeforeEach
  void write() throws Exception {
    Manual.write(share);
  }

  @Test
  void everyCommandHasAPageWithAllItsOptionsAndExamples() throws Exception {
    for (String name : Commands.ALL.keySet()) {
      String page = Files.readString(share.resolve("man/man1/" + name + ".1"));
      assertThat(page).as(name).startsWith(".TH \"" + name.toUpperCase() + "\" \"1\"").contains(".SH \"NAME\"\n" + name + " \\- ", ".SH \"EXAMPLES\"");
      CommandLine line = new CommandLine(Commands.make(Commands.ALL.get(name)));
      for (OptionSpec option : line.getCommandSpec().options()) {
        assertThat(page).as(name).contains("\\fB" + option.longestName().replace("-", "\\-") + "\\fR");
      }
      line.getSubcommands().keySet().forEach(sub -> assertThat(page).contains(".SS \"" + name + " " + sub.replace("-", "\\-") + "\""));
    }
  }

  @Test
  void linesThatLookLikeMacrosAreMacros() throws Exception {
    for (String name : Commands.ALL.keySet()) {
      assertThat(Files.readAllLines(share.resolve("man/man1/" + name + ".1"))).filteredOn(line -> line.startsWith(".") || line.startsWith("'"))
          .allMatch(line -> line.matches("\\.(TH|SH|SS|PP|TP|nf|fi)( \".*\")*"));
    }
  }

  @Test
  void shellsCanReadTheCompletions() throws Exception {
    for (String name : Commands.ALL.keySet()) {
      assertThat(exitCode("bash", "-n", share.resolve("bash-completion/completions/" + name).toString())).as(name).isZero();
      assertThat(Files.readString(share.resolve("zsh/site-functions/_" + name))).startsWith("#compdef " + name + "\n").contains("_arguments");
    }
  }

  private static int exitCode(String... command) throws Exception {
    Process process = new ProcessBuilder(List.of(command)).inheritIO().start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Test
  void everyCommandExplainsItselfWithExamples() {
    Commands.ALL.forEach((name, type) -> {
      CommandRun help = CommandRun.of(Commands.make(type), "--help");
      assertThat(help.code()).as(name).isZero();
      assertThat(help.out()).as(name).contains("Usage: " + name, "Example", "  " + name);
    });
  }
}
