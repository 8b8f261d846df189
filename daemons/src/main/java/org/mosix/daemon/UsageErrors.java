package org.mosix.daemon;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What all commands say to arguments they do not understand: what is wrong, in a line, and where to read on. A command alone explains itself. */
public final class UsageErrors implements IParameterExceptionHandler {

  /** The command line of a command whose errors are explained so; words that are chosen from are taken in capitals too. */
  public static CommandLine explained(Object command) {
    return new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).setParameterExceptionHandler(new UsageErrors());
  }

  @Override
  public int handleParseException(ParameterException error, String[] arguments) {
    CommandLine at = error.getCommandLine();
    PrintWriter err = at.getErr();
    String name = at.getCommandSpec().qualifiedName();
    err.println(name + ": " + error.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(error, err)) {
      if (arguments.length == 0) {
        at.usage(err, at.getColorScheme());
      } else {
        err.println("See " + name + " --help.");
      }
    }
    return at.getCommandSpec().exitCodeOnInvalidInput();
  }
}
