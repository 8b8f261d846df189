package org.mosix.tools;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A completion function for zsh made from the description of a command, with what options mean. */
final class ZshCompletion {

  private final StringBuilder script = new StringBuilder();

  private ZshCompletion() {}

  static String of(CommandLine command) {
    ZshCompletion completion = new ZshCompletion();
    String name = command.getCommandName();
    completion.script.append("#compdef ").append(name).append('\n');
    completion.function("_" + name, command);
    completion.script.append('_').append(name).append(" \"$@\"\n");
    return completion.script.toString();
  }

  private void function(String name, CommandLine command) {
    Map<String, CommandLine> all = command.getSubcommands();
    all.forEach((sub, line) -> function(name + "_" + sub.replace('-', '_'), line));
    script.append(name).append("() {\n");
    if (all.isEmpty()) {
      script.append("  _arguments -S").append(options(command.getCommandSpec())).append(positional(command.getCommandSpec())).append('\n');
    } else {
      script.append("  local state line\n  _arguments -C").append(options(command.getCommandSpec())).append(" \\\n    '1:command:((")
          .append(all.entrySet().stream().map(sub -> sub.getKey() + "\\:\"" + quoted(description(sub.getValue().getCommandSpec())) + "\"")
              .collect(Collectors.joining(" ")))
          .append("))' \\\n    '*::argument:->arguments'\n  case $line[1] in\n");
      all.keySet().forEach(sub -> script.append("    ").append(sub).append(") ").append(name).append('_').append(sub.replace('-', '_')).append(" ;;\n"));
      script.append("  esac\n");
    }
    script.append("}\n");
  }

  private static String description(CommandSpec spec) {
    String text = String.join(" ", spec.usageMessage().description());
    return text.contains(". ") ? text.substring(0, text.indexOf(". ")) : text;
  }

  private static String options(CommandSpec spec) {
    StringBuilder text = new StringBuilder();
    for (OptionSpec option : spec.options()) {
      String meaning = "[" + quoted(String.join(" ", option.description()).replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValue()))) + "]";
      List<String> names = List.of(option.names());
      for (String name : names) {
        boolean takesValue = option.arity().max() > 0;
        String attached = takesValue ? name.startsWith("--") ? "=" : "+" : "";
        text.append(" \\\n    '(").append(String.join(" ", names)).append(')').append(name).append(attached).append(meaning)
            .append(takesValue ? ":" + quoted(option.paramLabel()) + ":" + values(option) : "").append('\'');
      }
    }
    return text.toString();
  }

  private static String words(ArgSpec argument) {
    StringBuilder words = new StringBuilder();
    argument.completionCandidates().forEach(word -> words.append(words.isEmpty() ? "(" : " ").append(word));
    return words.append(')').toString().toLowerCase(Locale.ROOT);
  }

  private static String values(OptionSpec option) {
    if (option.completionCandidates() != null) {
      return words(option);
    }
    String label = option.paramLabel();
    return label.equals("DIR") || label.equals("HOME") ? "_files -/" : label.equals("FILE") ? "_files" : " ";
  }

  private static String positional(CommandSpec spec) {
    StringBuilder text = new StringBuilder();
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      String label = quoted(parameter.paramLabel());
      boolean many = parameter.index().max() == Integer.MAX_VALUE;
      String action = parameter.completionCandidates() != null ? words(parameter) : spec.name().equals("mosrun") ? "_normal" : label.equals("FILE") || label.equals("DIR") ? "_files" : " ";
      text.append(" \\\n    '").append(many ? "*:" + (spec.name().equals("mosrun") ? ":" : "") : parameter.index().min() + 1 + ":")
          .append(label).append(':').append(action).append('\'');
    }
    return text.toString();
  }

  /** For inside single quotes, brackets and colons of _arguments. */
  private static String quoted(String text) {
    return text.replace("\\", "").replace("'", "'\\''").replace("[", "(").replace("]", ")").replace(":", "\\:").replace("\"", "").replace("%n", "")
        .replace("`", "");
  }
}
