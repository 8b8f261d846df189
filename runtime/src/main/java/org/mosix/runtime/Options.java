package org.mosix.runtime;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The agent's options: {@code -javaagent:mosix.jar=name=value,name,...}.
 *
 * @param runDirectory of the daemon to join; null for the default
 * @param verbose whether to say on stderr what happens
 * @param guest whether this JVM waits for a process instead of running one
 * @param host address a guest listens at
 * @param key directory of the cluster key for a guest; null for the run directory's
 * @param cache directory of the instrumented classes of the JDK, or {@code off}; null for the default
 * @param stopEveryMillis stops, unwinds and resumes all threads in place at this interval; 0 for never
 * @param patienceMillis how long home and guest may be out of each other's reach before the process is given up
 * @param mfs whether the program may use files of other nodes: {@code on}, {@code off}, or null for what the node's configuration suggests
 * @param strict whether each call of the program is to be carried out at home before it returns: nothing is read ahead or written behind
 */
public record Options(String runDirectory, boolean verbose, boolean guest, String host, String key, String cache,
    int stopEveryMillis, int patienceMillis, String mfs, boolean strict) {

  private static final int PATIENCE_MILLIS = 30_000;

  /** @throws IllegalArgumentException for an unknown option or a bad value */
  public static Options parse(String arguments) {
    Map<String, String> given = new LinkedHashMap<>();
    if (arguments != null && !arguments.isEmpty()) {
      for (String option : arguments.split(",")) {
        int equals = option.indexOf('=');
        given.put(equals < 0 ? option : option.substring(0, equals), equals < 0 ? "" : option.substring(equals + 1));
      }
    }
    String runDirectory = given.remove("run-dir");
    boolean verbose = given.remove("verbose") != null;
    String role = given.remove("role");
    if (role != null && !role.equals("guest")) {
      throw new IllegalArgumentException("role: " + role + " (expected: guest)");
    }
    String host = given.remove("host");
    String key = given.remove("key");
    if (role != null && host == null) {
      throw new IllegalArgumentException("role=guest without host (expected: host=ADDRESS)");
    }
    String cache = given.remove("cache");
    int stopEvery = millis("stop-every", given.remove("stop-every"), 0);
    int patience = millis("link-patience", given.remove("link-patience"), PATIENCE_MILLIS);
    String mfs = given.remove("mfs");
    if (mfs != null && !mfs.equals("on") && !mfs.equals("off")) {
      throw new IllegalArgumentException("mfs: " + mfs + " (expected: on or off)");
    }
    boolean strict = given.remove("strict") != null;
    if (!given.isEmpty()) {
      throw new IllegalArgumentException(
          "agent option: " + given.keySet().iterator().next() + " (expected: run-dir=DIR, verbose, cache=off|DIR, stop-every=MILLIS, link-patience=MILLIS, mfs=on|off, strict)");
    }
    return new Options(runDirectory, verbose, role != null, host, key, cache, stopEvery, patience, mfs, strict);
  }

  private static int millis(String name, String value, int otherwise) {
    if (value == null) {
      return otherwise;
    }
    try {
      int millis = Integer.parseInt(value);
      if (millis > 0) {
        return millis;
      }
    } catch (NumberFormatException e) {
      // Reported below with what was expected.
    }
    throw new IllegalArgumentException(name + ": " + value + " (expected: milliseconds, at least 1)");
  }
}
