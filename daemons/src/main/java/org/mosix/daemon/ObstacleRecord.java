package org.mosix.daemon;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that keeps a process from moving, see {@link Verb#PINNED}.
 *
 * @param thread name of the thread that cannot be stopped where it is; empty if it is no thread
 * @param frame class and method on its stack that pins it, or that it is in; empty if it is no thread
 * @param since time of the first refusal in a row that named it, in UTC, as ISO 8601 has it, to the second
 * @param why the reason, as docs/limits.md has it
 */
public record ObstacleRecord(String thread, String frame, String since, String why) {

  private static final Pattern THREAD = Pattern.compile("thread \"(.*)\": (.*)", Pattern.DOTALL);
  private static final Pattern STATE = Pattern.compile("(runnable|blocked|waiting|timed_waiting|new|terminated) in (.*)");
  private static final Pattern DETAIL = Pattern.compile("([^ :]+): (.*)", Pattern.DOTALL);

  static ObstacleRecord of(String sentence, long millis) {
    String since = Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    Matcher thread = THREAD.matcher(sentence);
    if (!thread.matches()) {
      return new ObstacleRecord("", "", since, sentence);
    }
    String name = thread.group(1);
    String what = thread.group(2);
    Matcher state = STATE.matcher(what);
    if (state.matches()) {
      return new ObstacleRecord(name, state.group(2), since, inState(state.group(1)));
    }
    Matcher detail = DETAIL.matcher(what);
    if (detail.matches()) {
      return new ObstacleRecord(name, detail.group(1), since, detail.group(2));
    }
    return what.indexOf(' ') < 0 ? new ObstacleRecord(name, what, since, below(what)) : new ObstacleRecord(name, "", since, what);
  }

  private static String inState(String state) {
    return switch (state) {
      case "runnable" -> "it passes no poll: native code, or methods of the JDK without polls";
      case "blocked" -> "it waits for a monitor whose owner cannot be stopped, or in a method without polls";
      default -> "it waits in native code, or in a method of the JDK without polls";
    };
  }

  private static String below(String frame) {
    if (frame.endsWith(".<clinit>")) {
      return "a static initialiser runs, and runs once only";
    }
    if (frame.endsWith(".<init>")) {
      return "a constructor without polls, or one that has not called super(...) yet";
    }
    return "a method without polls: native, of a class of the JDK that is not instrumented, or at a place of its own without one";
  }
}
