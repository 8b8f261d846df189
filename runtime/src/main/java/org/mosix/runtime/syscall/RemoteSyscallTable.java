package org.mosix.runtime.syscall;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;
import org.mosix.instrument.BlockingNatives;

/**
 * The natives of the JDK that touch the outside of the heap, and the policy of each: what openMosix calls
 * {@code remote_sys_call_table}. One table for all supported JDKs; lines for natives that the running JDK lacks are never used. The
 * index of a native is its line, so home and guest must run the same build of the table.
 *
 * <p>A line reads {@code POLICY name descriptor [arguments] [= result] [# reason]} under the {@code class} it belongs to (whose reason holds for all its lines). Arguments
 * are those of {@link Passing}, the receiver first; the result is {@code no} for a file descriptor and {@code handle} for a native
 * address of home.
 */
public final class RemoteSyscallTable {

  private static final List<NativeMethod> LINES = new ArrayList<>();
  private static final Map<String, NativeMethod> BY_NAME = new HashMap<>();

  static {
    read(FileCalls.TABLE);
    read(ProcessCalls.TABLE);
    read(NetworkCalls.TABLE);
    read(ZipCalls.TABLE);
  }

  private RemoteSyscallTable() {}

  /** Every line, by index. */
  public static List<NativeMethod> all() {
    return LINES;
  }

  static NativeMethod get(int index) {
    if (index < 0 || index >= LINES.size()) {
      throw new IllegalArgumentException("native: " + index + " (expected: 0 to " + (LINES.size() - 1) + ")");
    }
    return LINES.get(index);
  }

  /** The line of a native; empty if its policy is given by {@link PureNatives}. */
  public static Optional<NativeMethod> find(String owner, String name, String descriptor) {
    return Optional.ofNullable(BY_NAME.get(key(owner, name, descriptor)));
  }

  private static String key(String owner, String name, String descriptor) {
    return owner + '.' + name + descriptor;
  }

  private static void read(String table) {
    String owner = null;
    String ownersReason = "";
    for (String line : table.split("\n")) {
      String text = line.strip();
      if (text.startsWith("class ")) {
        owner = withoutReason(text).substring(6).replace('.', '/');
        ownersReason = reason(text);
      } else if (!text.isEmpty()) {
        NativeMethod method = parse(owner, text, ownersReason);
        LINES.add(method);
        if (BY_NAME.put(key(owner, method.name(), method.descriptor()), method) != null) {
          throw new IllegalStateException("twice in the table: " + method);
        }
      }
    }
  }

  private static NativeMethod parse(String owner, String line, String ownersReason) {
    String reason = reason(line);
    // No regular expressions: every guest reads the table when it starts.
    StringTokenizer words = new StringTokenizer(withoutReason(line), " ");
    Policy policy = Policy.valueOf(words.nextToken());
    String name = words.nextToken();
    String descriptor = words.nextToken();
    List<Passing> passing = new ArrayList<>();
    String result = "";
    while (words.hasMoreTokens()) {
      String word = words.nextToken();
      if (word.equals("=")) {
        result = words.nextToken();
      } else {
        passing.add(Passing.of(word));
      }
    }
    return new NativeMethod(LINES.size(), policy, owner, name, descriptor, List.copyOf(passing),
        result.equals("no"), result.equals("handle"), !BlockingNatives.methodsFor(owner, name, descriptor).isEmpty(), reason.isEmpty() ? ownersReason : reason);
  }

  private static String withoutReason(String line) {
    int hash = line.indexOf('#');
    return (hash < 0 ? line : line.substring(0, hash)).strip();
  }

  private static String reason(String line) {
    int hash = line.indexOf('#');
    return hash < 0 ? "" : line.substring(hash + 1).strip();
  }
}
