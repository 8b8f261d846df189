package org.mosix.daemon;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a daemon can be asked to do by {@link org.mosix.link.message.Administer}; the name in lower case goes over the wire. Arguments are
 * texts, in the order given here.
 */
public enum Verb {
  /** All nodes this one knows: a list of {@link NodeRecord}. */
  NODES,
  /** The processes that have their home here or run here: a list of {@link ProcessRecord}. */
  PROCESSES,
  /** The processes of all nodes that are up and answer in time, each once: a list of {@link ProcessRecord}. */
  ALL_PROCESSES,
  /**
   * Arguments: PID. Why it was moved or was not: a list of {@link DecisionRecord}, the oldest first; also those of the node where it runs. From
   * the home of a guest, arguments: PID, home. Those of this node only.
   */
  WHY,
  /** The policies of the node: {@link PolicyRecord}. */
  POLICY,
  /** Arguments: {@code stay}, {@code lstay}, {@code block} or {@code quiet}; {@code on} or {@code off}. Answers with {@link PolicyRecord}. */
  SWITCH,
  /** Sends all guests away and waits until they are gone; the node stays blocked. A list of {@link Departure}. */
  EXPEL,
  /** Brings all processes of this node home, waits, and sets {@code lstay}. A list of {@link Departure}. */
  BRING,
  /** Leaves the cluster: guests go home, own processes come home, then the node tells and takes nothing. A list of {@link Departure}. */
  LEAVE,
  /** Arguments: none, or the text of a new map. Joins the cluster again. Answers with the map, see {@link #MAP}. */
  JOIN,
  /** The map, a list of {@link MapRecord}: number, host, port. */
  MAP,
  /** Arguments: PID, {@code on} or {@code off}. Whether a process of this node is kept from being balanced. */
  LOCK,
  /** Arguments: PID, {@code all}, {@code only N...} or {@code not N...}. Where a process of this node may go. */
  MASK,
  /** Arguments: PID, number. Of processes that compute, those of higher priority leave first. */
  PRIORITY,
  /** Arguments: number of guests, or {@code none}. Answers with {@link PolicyRecord}. */
  LIMIT,
  /** Arguments: speed of one processor; 10,000 is the standard. Answers with {@link PolicyRecord}. */
  SETSPEED,
  /** All tunables: a list of {@link TunableRecord}. */
  GETTUNE,
  /** Arguments: key, value. Answers like {@link #GETTUNE}. */
  SETTUNE,
  /** Arguments: node, seconds that every move there takes, MB of 10^6 bytes per second. What {@code tune} measured. */
  COST,
  /**
   * Arguments: none, or PID. The table of system calls with what the home of that process has carried out, a list of {@link CallRecord};
   * without PID the table as any process of this node has it.
   */
  CALLS,
  /** Arguments: PID of a process of this node. What stood in the way of its last move: a list of {@link ObstacleRecord}. */
  PINNED,
  /** Arguments: PID of a process of this node, {@code term} or {@code kill}. Ends its home JVM by that signal, and so the process. */
  KILL,
  /** What this node knows of itself: {@link NodeRecord}. */
  NODE,
  /** Arguments: number of a node, a verb that nodes may ask for, its arguments. That node's answer. */
  AT,
  /** Datagrams heard and dropped: {@link DatagramRecord}. */
  DATAGRAMS,
  /**
   * Arguments: none, or {@code export DIRECTORY ro|rw}, {@code unexport DIRECTORY}, {@code share DIRECTORY}, {@code unshare DIRECTORY}.
   * Answers with {@link FilesRecord}.
   */
  MFS,
  /**
   * From a managed JVM, and between nodes. Arguments: node, build of Java. Where that node's file server listens: a text of lines,
   * host, port, token, pid; for a JVM also the directory of the cluster key and the number of its own node.
   */
  FILES,
  /** Between nodes. Arguments: {@link Admission} as JSON. Why it is not admitted; empty if it is. */
  ADMIT,
  /**
   * Between nodes. Arguments: number of the home, a list of {@link HomeWord} as JSON, what the home tells of itself as an
   * {@link org.mosix.balance.InfoMessage} in Base64. A list of {@link Usage}.
   */
  GUESTS;

  private static final Set<Verb> FOR_NODES = EnumSet.of(ADMIT, GUESTS, WHY, PROCESSES, NODE, LOCK, MASK, PRIORITY, KILL, CALLS, FILES);

  /** Whether other nodes may ask for it; all others are for tools of this node. */
  boolean isForNodes() {
    return FOR_NODES.contains(this);
  }

  /** Whether tools of this node may ask for it. */
  boolean isForTools() {
    return this != ADMIT && this != GUESTS;
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Verb> named(String wireName) {
    for (Verb verb : values()) {
      if (verb.wireName().equals(wireName)) {
        return Optional.of(verb);
      }
    }
    return Optional.empty();
  }
}
