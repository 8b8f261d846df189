package org.mosix.torture;

import java.util.concurrent.Callable;
import org.mosix.daemon.UsageErrors;
import org.mosix.link.FailureText;
import picocli.CommandLine;

/** How the commands of this module run: failures are a line, not a stack trace, and exit code 1. */
final class Commands {

  private Commands() {}

  static int execute(Callable<Integer> command, String... arguments) {
    CommandLine line = UsageErrors.explained(command);
    line.setExecutionExceptionHandler((thrown, at, parsed) -> {
      at.getErr().println(at.getCommandName() + ": " + FailureText.of(thrown));
      return 1;
    });
    return line.execute(arguments);
  }
}
