package org.mosix.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mosix.link.message.MoveResult;
import org.mosix.link.message.Outcome;
import org.mosix.torture.bench.Asker;

/** A program that talks with its user through {@link java.io.Console}, at a terminal that {@code script} makes. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ConsoleIT {

  private static final Path SCRIPT = Path.of("/usr/bin/script");
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private Rig rig;

  @BeforeEach
  void startNodes() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(SCRIPT), "no " + SCRIPT + " (Debian: apt-get install bsdutils)");
    rig = Rig.start();
  }

  @AfterEach
  void stopNodes() throws IOException {
    if (rig != null) {
      rig.close();
    }
  }

  @Test
  void conversationGoesOnWhereverTheProgramIs() throws Exception {
    Case what = new Case(Asker.class.getName()).withOpenInput();
    String command = "exec " + String.join(" ", rig.launch().command(what, rig.agent(), List.of()));
    try (Program terminal = Program.start(what, List.of(SCRIPT.toString(), "-qfec", command, "/dev/null"), rig.directory("asker"))) {
      assertThat(terminal.awaitOutput("name? ", LIMIT)).isTrue();
      long program = awaitKnownBelow(terminal.pid());
      moves(program, 2);
      terminal.say("Ada");
      assertThat(terminal.awaitOutput("hello Ada, as before", LIMIT)).isTrue();
      moves(program, 3);
      terminal.say("Secretive Eve");
      assertThat(terminal.awaitOutput("word of Secretive Eve: ", LIMIT)).isTrue();
      moves(program, 1);
      terminal.say("hidden");
      assertThat(terminal.awaitOutput("6 letters", LIMIT)).isTrue();
      moves(program, 2);
      terminal.say("Grace");
      assertThat(terminal.awaitOutput("hello Grace, as before", LIMIT)).isTrue();
      terminal.endInput();
      assertThat(terminal.awaitOutput("nobody is there any more", LIMIT)).isTrue();
      Result result = terminal.await(LIMIT);
      assertThat(result.exitCode()).isEqualTo(3);
      assertThat(new String(result.output(), StandardCharsets.UTF_8)).doesNotContain("hidden");
    }
  }

  private void moves(long program, int target) throws IOException {
    MoveResult result = rig.move(program, target);
    assertThat(result.outcome()).as("move to " + target + ": " + result.text()).isEqualTo(Outcome.DONE);
  }

  private long awaitKnownBelow(long terminal) throws IOException, InterruptedException {
    try (Conversation daemon = new Conversation(rig.cluster(), 1)) {
      for (;;) {
        Optional<ProcessHandle> program = ProcessHandle.of(terminal).flatMap(handle -> handle.children().findFirst());
        if (program.isPresent() && daemon.knows(program.get().pid())) {
          return program.get().pid();
        }
        Thread.sleep(10);
      }
    }
  }
}
