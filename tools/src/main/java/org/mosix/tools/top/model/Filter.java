package org.mosix.tools.top.model;

import java.util.List;
import java.util.Locale;
import org.mosix.daemon.ProcessRecord;

/**
 * Which processes are shown: those that meet every word. A word is {@code node=N}, {@code home=N}, {@code state=WORD}, {@code away},
 * {@code locked}, {@code pinned}, or a part of the command or of the pid.
 */
public record Filter(String text) {

  public static final Filter NONE = new Filter("");

  public boolean isEmpty() {
    return text.isBlank();
  }

  public boolean accepts(ProcessRecord process) {
    return words().stream().allMatch(word -> meets(process, word));
  }

  private List<String> words() {
    return List.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+"));
  }

  private static boolean meets(ProcessRecord process, String word) {
    if (word.startsWith("node=")) {
      return word.equals("node=" + process.node());
    } else if (word.startsWith("home=")) {
      return word.equals("home=" + process.home());
    } else if (word.startsWith("state=")) {
      return process.state().toLowerCase(Locale.ROOT).startsWith(word.substring("state=".length()));
    }
    return switch (word) {
      case "away" -> process.node() != process.home();
      case "locked" -> process.locked();
      case "pinned" -> !process.cannotMove().isEmpty();
      default -> process.command().toLowerCase(Locale.ROOT).contains(word) || String.valueOf(process.pid()).contains(word);
    };
  }
}
