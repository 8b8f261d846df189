package org.mosix.tools.top.model;

/**
 * A place where a process could go, with what that would cost.
 *
 * @param kind of place
 * @param node number; 0 for {@link Kind#BALANCE}
 * @param load there now, in busy threads per standard processor; null if not known
 * @param memoryFree there now, in bytes; null if not known
 * @param frozenSeconds the process would stand still for; null if not known
 * @param cost marginal cost of having it there, less that of having it where it is: below 0 the cluster gains; null if not known
 * @param obstacle why it would be refused; empty if nothing is known against it
 */
public record Target(Kind kind, int node, Double load, Long memoryFree, Double frozenSeconds, Double cost, String obstacle) {

  /** What kind of place. */
  public enum Kind { HOME, NODE, BALANCE }

  /** As {@code migrate} takes it. */
  public String word() {
    return switch (kind) {
      case HOME -> "home";
      case NODE -> String.valueOf(node);
      case BALANCE -> "balance";
    };
  }
}
