package org.mosix.balance;

import java.util.Arrays;
import java.util.Locale;

/**
 * Every number that the balancing algorithms depend on: name, default, unit, range and meaning, with its source. Printed by
 * {@code mosctl gettune}. What is said to be MOSIX's own is what descriptions of openMosix 2.4 agree on (Meehan and Ritter, Machine
 * learning approach to tuning distributed operating system load balancing algorithms, PDCS 2006).
 */
public enum Tunable {
  INTERVAL(1, "s", 0.05, 3600, "between two rounds of gossip, and between two samples of the load (MOSIX: 1)"),
  WINDOW(8, "nodes", 1, 1024, "newest information kept for decisions (MOSIX: 8, its own included)"),
  MAX_AGE(10, "intervals", 1, 1e6, "information that is older is forgotten; its node counts as down"),
  HEARSAY(3, "records", 0, 15, "newest information about others in a message, besides the sender's own"),
  FALL(0.875, "ratio", 0, 1, "of a load told to others that remains after one sample when it falls (MOSIX: 7/8)"),
  RISE(0.625, "ratio", 0, 1, "of a node's own load that remains after one sample when it rises (MOSIX: 5/8)"),
  NEWCOMER(5, "s", 0, 3600, "for which a guest that arrived is counted in full, whatever it has used yet"),
  STANDARD_SPEED(10_000, "speed", 1, 1e9, "of the processor in which loads are expressed (openMosix: 10000)"),
  MOVE_FIXED(0.5, "s", 0, 3600, "a move takes, whatever the size of the process"),
  MOVE_RATE(100, "MB/s", 0.001, 1e6, "at which a process moves; `tune` measures it for each node"),
  RESIDENCY(1, "ratio", 0, 1e6, "CPU seconds since it came, over seconds to move it, that a process must have used before it moves"),
  CPU_BOUND(0.25, "ratio", 0, 1, "of a processor that a process must have used lately to be moved for the sake of load"),
  MIN_GAIN(0.15, "ratio", 0, 100, "by which the cost here must exceed the cost there, so that loads do not swing"),
  ARRIVALS(2, "guests", 1, 1000, "accepted per interval"),
  ANNOUNCE(5, "intervals", 1, 1e6, "between two announcements of a node that discovers others (--discover); gone after three that are missed"),
  MEMORY_LOW(0.05, "ratio", 0, 1, "of the memory free, below which processes are ushered away"),
  MEMORY_GOAL(0.1, "ratio", 0, 1, "of the memory free, which ushering restores, and which a target keeps"),
  GATHER(0.5, "ratio", 0, 1, "of the nodes known, its own included, that may swap before processes that fit nowhere are brought together"),
  SWAP_SLOWDOWN(10, "times", 1, 1e6, "slower runs a node that swaps (Amir et al., TPDS 2000: 10)"),
  SETTLED(20, "s", 0, 1e9, "CPU seconds after which a process counts as long-running"),
  SETTLED_WEIGHT(0.1, "ratio", 0.01, 1, "of the time of a long-running process, against 1 for others"),
  IO_WEIGHT(1, "ratio", 0, 1e6, "of the time a process waits for a node's files, against time on a processor"),
  CALL_TIME(0.0002, "s", 0, 10, "a read, a write or another call that home serves takes on its way, there and back"),
  CALL_RATE(100, "MB/s", 0.001, 1e6, "at which bytes are read and written over the network");

  private final double standard;
  private final String unit;
  private final double least;
  private final double most;
  private final String meaning;

  Tunable(double standard, String unit, double least, double most, String meaning) {
    this.standard = standard;
    this.unit = unit;
    this.least = least;
    this.most = most;
    this.meaning = meaning;
  }

  /** The name in files and on command lines: lower case, words joined by hyphens. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public double standard() {
    return standard;
  }

  public String unit() {
    return unit;
  }

  public String meaning() {
    return meaning;
  }

  /** @throws IllegalArgumentException if {@code value} is out of range */
  double checked(double value) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(key() + ": " + value + " " + unit + " (expected: " + least + " to " + most + ")");
    }
    return value;
  }

  /** All names, for messages. */
  private static String keys() {
    return String.join(", ", Arrays.stream(values()).map(Tunable::key).toList());
  }

  /** @throws IllegalArgumentException if there is none of that name */
  public static Tunable of(String key) {
    for (Tunable tunable : values()) {
      if (tunable.key().equals(key)) {
        return tunable;
      }
    }
    throw new IllegalArgumentException("tunable: " + key + " (expected: one of " + keys() + ")");
  }
}
