package org.mosix.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Writes the manual pages and the completions of all commands; run by the build. */
final class Manual {

  private Manual() {}

  /** Arguments: the directory {@code share} of a distribution. */
  public static void main(String[] arguments) throws IOException {
    write(Path.of(arguments[0]));
  }

  static void write(Path share) throws IOException {
    for (Map.Entry<String, Class<?>> command : Commands.ALL.entrySet()) {
      String name = command.getKey();
      CommandLine line = new CommandLine(Commands.make(command.getValue()));
      write(share.resolve("man/man1/" + name + ".1"), ManPage.of(line, Commands.ALL.keySet()));
      write(share.resolve("bash-completion/completions/" + name), AutoComplete.bash(name, line));
      write(share.resolve("zsh/site-functions/_" + name), ZshCompletion.of(line));
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
