package org.mosix.tools;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** A manual page made from the description of a command, in the macros of man(7). */
final class ManPage {

  private final StringBuilder roff = new StringBuilder();

  private ManPage() {}

  /** @param others commands to refer to, this one included */
  static String of(CommandLine command, Iterable<String> others) {
    ManPage page = new ManPage();
    CommandSpec spec = command.getCommandSpec();
    page.macro("TH", spec.name().toUpperCase(Locale.ROOT), "1", "", "Mosix for the JVM", "User Commands");
    page.macro("SH", "NAME");
    page.line(spec.name() + " - " + firstSentence(spec.usageMessage()));
    page.macro("SH", "SYNOPSIS");
    page.synopsis(command);
    page.macro("SH", "DESCRIPTION");
    page.paragraphs(spec.usageMessage().description());
    page.options("OPTIONS", spec);
    page.subcommands(command);
    page.exitCodes(spec.usageMessage());
    page.examples("SH", spec.usageMessage());
    page.environment();
    page.seeAlso(spec.name(), others);
    return page.roff.toString();
  }

  private static String firstSentence(UsageMessageSpec usage) {
    String text = String.join(" ", usage.description());
    int end = text.indexOf(". ");
    String first = end < 0 ? text : text.substring(0, end);
    first = first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
    return first.isEmpty() ? first : Character.toLowerCase(first.charAt(0)) + first.substring(1);
  }

  private void synopsis(CommandLine command) {
    macro("nf");
    for (String line : new Help(command.getCommandSpec(), Help.defaultColorScheme(Ansi.OFF)).synopsis(0).strip().split("\\R")) {
      line(line.strip());
    }
    macro("fi");
  }

  private void options(String heading, CommandSpec spec) {
    List<PositionalParamSpec> positional = spec.positionalParameters().stream().filter(parameter -> !parameter.hidden()).toList();
    List<OptionSpec> options = spec.options().stream().filter(option -> !option.hidden()).toList();
    if (positional.isEmpty() && options.isEmpty()) {
      return;
    }
    if (!heading.isEmpty()) {
      macro("SH", heading);
    }
    for (PositionalParamSpec parameter : positional) {
      item("\\fI" + escaped(parameter.paramLabel()) + "\\fR", parameter);
    }
    for (OptionSpec option : options) {
      String names = String.join(", ", List.of(option.names()).stream().map(name -> "\\fB" + escaped(name) + "\\fR").toList());
      boolean takesValue = option.arity().max() > 0;
      String between = option.longestName().startsWith("--") ? "=" : " ";
      item(takesValue ? names + between + "\\fI" + escaped(option.paramLabel()) + "\\fR" : names, option);
    }
  }

  private void item(String term, ArgSpec argument) {
    macro("TP");
    roff.append(term).append('\n');
    for (String part : argument.description()) {
      line(part.replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue())));
    }
  }

  private void subcommands(CommandLine command) {
    Map<String, CommandLine> all = command.getSubcommands();
    if (all.isEmpty()) {
      return;
    }
    macro("SH", "COMMANDS");
    for (CommandLine sub : all.values()) {
      macro("SS", sub.getCommandSpec().qualifiedName());
      synopsis(sub);
      macro("PP");
      paragraphs(sub.getCommandSpec().usageMessage().description());
      options("", sub.getCommandSpec());
      examples("PP", sub.getCommandSpec().usageMessage());
    }
  }

  private void exitCodes(UsageMessageSpec usage) {
    if (!usage.exitCodeList().isEmpty()) {
      macro("SH", "EXIT STATUS");
      usage.exitCodeList().forEach((code, meaning) -> {
        macro("TP");
        line(code);
        line(meaning);
      });
    }
  }

  private void examples(String macro, UsageMessageSpec usage) {
    if (usage.footer().length == 0) {
      return;
    }
    if (macro.equals("SH")) {
      macro("SH", "EXAMPLES");
    } else {
      macro(macro);
    }
    macro("nf");
    for (String example : usage.footer()) {
      line(example);
    }
    macro("fi");
  }

  private void environment() {
    macro("SH", "ENVIRONMENT");
    item("MOSIX_RUN_DIR", "The directory of the node daemon, if no option names one.");
    item("NO_COLOR", "If it is set and not empty: no colours.");
    item("JAVA_HOME, MOSIX_JAVA_OPTS", "The Java that the command runs on, and options for it.");
  }

  private void item(String name, String meaning) {
    macro("TP");
    roff.append("\\fB").append(escaped(name)).append("\\fR\n");
    line(meaning);
  }

  private void seeAlso(String name, Iterable<String> others) {
    macro("SH", "SEE ALSO");
    StringBuilder list = new StringBuilder();
    for (String other : others) {
      if (!other.equals(name)) {
        list.append(list.isEmpty() ? "" : ", ").append(other).append("(1)");
      }
    }
    line(list.toString());
  }

  private void paragraphs(String[] texts) {
    for (int i = 0; i < texts.length; i++) {
      if (i > 0) {
        macro("PP");
      }
      line(texts[i]);
    }
  }

  private void macro(String name, String... arguments) {
    roff.append('.').append(name);
    for (String argument : arguments) {
      roff.append(" \"").append(escaped(argument).replace("\"", "\\(dq")).append('"');
    }
    roff.append('\n');
  }

  /** Text, each line of it as one of the source; {@code %n} as picocli has it. */
  private void line(String text) {
    for (String part : text.replace("%n", "\n").split("\n", -1)) {
      String escaped = escaped(part);
      roff.append(escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" : "").append(escaped).append('\n');
    }
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-").replace("%%", "%");
  }
}
