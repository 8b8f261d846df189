package org.mosix.daemon;

import java.util.List;

/**
 * What a node knows of a process that has its home there or runs there; one element of the answer to {@link Verb#PROCESSES}. What is not
 * known is null, and not there in JSON.
 *
 * @param pid of the home JVM
 * @param home number of the node where it was started
 * @param node number of the node where it runs
 * @param state {@code running}, {@code moving}, {@code starting}, {@code guest}
 * @param threads of the program
 * @param cpuPercent of one processor, where it runs, over the last seconds
 * @param load busy threads, where it runs
 * @param memory bytes resident where it runs
 * @param migrations moves done since its start
 * @param lastMove the last one that this node saw
 * @param locked true if it is not moved automatically
 * @param nodes its node mask: {@code only 1 2} or {@code not 3}; empty for none
 * @param cannotMove why it cannot move, one sentence each; empty if nothing is known against it
 * @param command for people
 */
public record ProcessRecord(long pid, int home, int node, String state, Integer threads, Double cpuPercent, Double load, Long memory,
    Integer migrations, LastMove lastMove, boolean locked, String nodes, List<String> cannotMove, String command) {

  /**
   * A move that was done, or was tried and not done.
   *
   * @param millis when, since 1970-01-01 UTC
   * @param automatic true if the node decided it by itself
   * @param done false if it failed or was refused
   * @param reason why not; empty if done
   */
  public record LastMove(long millis, int from, int to, boolean automatic, boolean done, double frozenMillis, long bytes, String reason) {}
}
