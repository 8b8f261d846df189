package org.mosix.daemon;

/**
 * The policies of a node, the answer to {@link Verb#POLICY}.
 *
 * @param balances whether it moves processes away by itself ({@code mosixd start --no-balance})
 * @param joined whether it takes part in the cluster ({@code setpe})
 * @param stay no process leaves automatically
 * @param lstay processes whose home it is do not leave automatically
 * @param block guests are refused
 * @param quiet it neither tells nor uses load information
 * @param expel guests are being sent away
 * @param bring its processes are being called home
 * @param guestLimit guests at a time; null for no limit
 * @param gives whether its pool lets processes go now
 * @param takes whether its pool lets it take guests now
 * @param speed of one processor
 * @param cpus processors it counts as its own
 * @param load {@code machine} or {@code processes}: what counts as its load
 */
public record PolicyRecord(boolean balances, boolean joined, boolean stay, boolean lstay, boolean block, boolean quiet, boolean expel,
    boolean bring, Integer guestLimit, boolean gives, boolean takes, int speed, int cpus, String load) {}
