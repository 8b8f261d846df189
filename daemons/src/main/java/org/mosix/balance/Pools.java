package org.mosix.balance;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Kinds of clusters as configuration: which nodes give processes and which take them, and when. Lines
 * {@code NODES both|give|take|none [HH:MM-HH:MM] [DAYS]}; NODES is {@code all}, {@code 7} or {@code 1-6}, DAYS {@code mon-fri} or
 * {@code sat}; {@code #} begins a comment. The last line that matches a node and the time counts; without one a node gives and takes.
 *
 * <pre>
 *   all both                        # single pool
 *   1-8 none                        # server pool: only 9 and up share
 *   1-8 give                        # half duplex: workstations give and do not take
 *   1-8 give 08:00-18:00 mon-fri    # adaptive: in office hours only
 * </pre>
 */
public final class Pools {

  /** What a node does in its pool. */
  public enum Role {
    BOTH(true, true), GIVE(true, false), TAKE(false, true), NONE(false, false);

    private final boolean gives;
    private final boolean takes;

    Role(boolean gives, boolean takes) {
      this.gives = gives;
      this.takes = takes;
    }

    public boolean gives() {
      return gives;
    }

    public boolean takes() {
      return takes;
    }
  }

  private record Rule(int first, int last, Role role, LocalTime from, LocalTime until, Set<DayOfWeek> days) {

    boolean matches(int node, LocalDateTime at) {
      return node >= first && node <= last && (from.isBefore(until) ? day(at) : night(at));
    }

    private boolean day(LocalDateTime at) {
      return days.contains(at.getDayOfWeek()) && !at.toLocalTime().isBefore(from) && at.toLocalTime().isBefore(until);
    }

    /** Over midnight: the days are those on which the time begins. */
    private boolean night(LocalDateTime at) {
      return days.contains(at.getDayOfWeek()) && !at.toLocalTime().isBefore(from)
          || days.contains(at.getDayOfWeek().minus(1)) && at.toLocalTime().isBefore(until);
    }
  }

  /** One pool of all nodes. */
  public static final Pools SINGLE = new Pools(List.of());

  private final List<Rule> rules;

  private Pools(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * Reads lines.
   *
   * @param name of the file, for messages
   * @throws IllegalArgumentException with name and line of the first error
   */
  public static Pools parse(String name, List<String> lines) {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceFirst("#.*", "").strip();
      if (!line.isEmpty()) {
        try {
          rules.add(rule(line.toLowerCase(Locale.ROOT).split("\\s+")));
        } catch (RuntimeException e) {
          throw new IllegalArgumentException(name + ":" + (i + 1) + ": " + line + ": " + e.getMessage()
              + " (expected: NODES both|give|take|none [HH:MM-HH:MM] [DAYS])", e);
        }
      }
    }
    return new Pools(rules);
  }

  private static Rule rule(String[] words) {
    if (words.length < 2 || words.length > 4) {
      throw new IllegalArgumentException(words.length + " words");
    }
    String[] nodes = (words[0].equals("all") ? "1-" + NodeInfo.MAX_NODE : words[0]).split("-", 2);
    int first = Integer.parseInt(nodes[0]);
    int last = Integer.parseInt(nodes[nodes.length - 1]);
    if (first < 1 || last < first || last > NodeInfo.MAX_NODE) {
      throw new IllegalArgumentException("nodes " + first + " to " + last);
    }
    LocalTime from = LocalTime.MIN;
    LocalTime until = LocalTime.MAX;
    Set<DayOfWeek> days = EnumSet.allOf(DayOfWeek.class);
    for (int i = 2; i < words.length; i++) {
      String[] ends = words[i].split("-", 2);
      if (ends[0].contains(":")) {
        from = LocalTime.parse(ends[0]);
        until = LocalTime.parse(ends[1]);
      } else {
        days = days(day(ends[0]), day(ends[ends.length - 1]));
      }
    }
    return new Rule(first, last, Role.valueOf(words[1].toUpperCase(Locale.ROOT)), from, until, days);
  }

  private static Set<DayOfWeek> days(DayOfWeek first, DayOfWeek last) {
    Set<DayOfWeek> days = EnumSet.of(first);
    for (DayOfWeek day = first; day != last; ) {
      day = day.plus(1);
      days.add(day);
    }
    return days;
  }

  private static DayOfWeek day(String text) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (text.length() >= 3 && day.name().toLowerCase(Locale.ROOT).startsWith(text)) {
        return day;
      }
    }
    throw new IllegalArgumentException("day " + text);
  }

  /** The role of {@code node} at a time of its own zone. */
  public Role role(int node, LocalDateTime at) {
    Role role = Role.BOTH;
    for (Rule rule : rules) {
      if (rule.matches(node, at)) {
        role = rule.role;
      }
    }
    return role;
  }
}
