package org.mosix.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    assertThat(Files.readString(share.resolve("zsh/site-functions/_mps"))).contains("this process'\\''s last move");
  }

  @Test
  void verbsThatDifferByANameOnlyAreExplainedAndCompletedToo() throws Exception {
    String page = Files.readString(share.resolve("man/man1/mosctl.1"));
    String zsh = Files.readString(share.resolve("zsh/site-functions/_mosctl"));
    for (String verb : List.of("stay", "nolstay", "block", "noquiet", "getload", "getutil")) {
      assertThat(page).contains(".SS \"mosctl " + verb + "\"");
      assertThat(zsh).contains("_mosctl_" + verb + "()");
    }
    assertThat(completions("mosctl", "get")).containsExactlyInAnyOrder("getload", "getspeed", "getmem", "getfree", "getutil", "gettune");
    assertThat(completions("mosctl", "nos")).containsExactly("nostay");
  }

  @Test
  void argumentsThatAreWordsAreCompleted() throws Exception {
    assertThat(completions("mosctl", "mask", "4711", "")).containsExactlyInAnyOrder("all", "only", "not");
    assertThat(completions("mosctl", "mask", "--home", "3", "4711", "on")).containsExactly("only");
    assertThat(completions("mosctl", "mask", "4711", "only", "")).isEmpty();
    assertThat(completions("mosctl", "settune", "min")).containsExactly("min-gain");
    assertThat(completions("mosctl", "mfs", "un")).containsExactlyInAnyOrder("unexport", "unshare");
    assertThat(completions("mosctl", "mfs", "export", "/srv", "")).containsExactlyInAnyOrder("ro", "rw");
    assertThat(completions("mosctl", "limit", "n")).containsExactly("none");
    assertThat(completions("migrate", "4711", "")).containsExactlyInAnyOrder("home", "balance");
    assertThat(completions("migrate", "4711", "2", "-o", "")).containsExactlyInAnyOrder("text", "json");
    assertThat(completions("mosixd", "start", "--load", "")).containsExactlyInAnyOrder("machine", "processes");
    assertThat(Files.readString(share.resolve("zsh/site-functions/_mosctl"))).contains("'2:all|only|not:(all only not)'");
  }

  /** What bash offers for the last of the words. */
  private List<String> completions(String... words) throws Exception {
    String line = String.join(" ", words);
    String script = "compopt() { :; }; source " + share.resolve("bash-completion/completions/" + words[0]) + "; COMP_LINE=\"$*\"; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1));"
        + " _complete_" + words[0] + "; printf '%s\\n' \"${COMPREPLY[@]}\"";
    List<String> command = new ArrayList<>(List.of("bash", "-c", script, "bash"));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> offered = new String(process.getInputStream().readAllBytes()).lines().map(String::strip).filter(word -> !word.isEmpty()).toList();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(line).isTrue();
    return offered;
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
