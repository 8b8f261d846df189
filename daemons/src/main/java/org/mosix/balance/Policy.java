package org.mosix.balance;

import java.util.EnumSet;
import java.util.Set;

/**
 * What an administrator has decided for a node. Data only: the balancer reads it, the daemon keeps it.
 *
 * @param stay no process leaves automatically
 * @param lstay processes whose home this node is do not leave automatically; guests may
 * @param block guests are refused
 * @param quiet load information is neither sent nor used
 * @param expel guests are sent away; implies {@code block}
 * @param bring the node's own processes are called home; implies {@code lstay}
 * @param guestLimit guests at a time
 * @param gives whether the pool the node belongs to lets its processes go, see {@link Pools}
 * @param takes whether the pool lets it take guests
 */
public record Policy(boolean stay, boolean lstay, boolean block, boolean quiet, boolean expel, boolean bring, int guestLimit, boolean gives,
    boolean takes) {

  /** Gives and takes without limits. */
  public static final Policy OPEN = new Policy(false, false, false, false, false, false, Integer.MAX_VALUE, true, true);

  public Policy {
    if (guestLimit < 0) {
      throw new IllegalArgumentException("guest limit: " + guestLimit + " (expected: 0 or more)");
    }
    block |= expel;
    lstay |= bring;
  }

  public Policy withStay(boolean on) {
    return new Policy(on, lstay, block, quiet, expel, bring, guestLimit, gives, takes);
  }

  /** Switching it off ends {@code bring} too. */
  public Policy withLstay(boolean on) {
    return new Policy(stay, on, block, quiet, expel, bring && on, guestLimit, gives, takes);
  }

  /** Switching it off ends {@code expel} too. */
  public Policy withBlock(boolean on) {
    return new Policy(stay, lstay, on, quiet, expel && on, bring, guestLimit, gives, takes);
  }

  public Policy withQuiet(boolean on) {
    return new Policy(stay, lstay, block, on, expel, bring, guestLimit, gives, takes);
  }

  /** Ending it leaves the node blocked. */
  public Policy withExpel(boolean on) {
    return new Policy(stay, lstay, block, quiet, on, bring, guestLimit, gives, takes);
  }

  /** Ending it leaves {@code lstay} set. */
  public Policy withBring(boolean on) {
    return new Policy(stay, lstay, block, quiet, expel, on, guestLimit, gives, takes);
  }

  public Policy withGuestLimit(int guests) {
    return new Policy(stay, lstay, block, quiet, expel, bring, guests, gives, takes);
  }

  public Policy withRole(Pools.Role role) {
    return new Policy(stay, lstay, block, quiet, expel, bring, guestLimit, role.gives(), role.takes());
  }

  /** What others are told; {@code swapping} and {@code leaving} are states, not policies. */
  public Set<NodeFlag> flags(int guests, boolean swapping, boolean leaving) {
    Set<NodeFlag> flags = EnumSet.noneOf(NodeFlag.class);
    set(flags, NodeFlag.STAY, stay || !gives);
    set(flags, NodeFlag.LSTAY, lstay);
    set(flags, NodeFlag.BLOCK, block || !takes || guests >= guestLimit);
    set(flags, NodeFlag.EXPEL, expel);
    set(flags, NodeFlag.SWAPPING, swapping);
    set(flags, NodeFlag.LEAVING, leaving);
    return flags;
  }

  private static void set(Set<NodeFlag> flags, NodeFlag flag, boolean on) {
    if (on) {
      flags.add(flag);
    }
  }
}
