package org.mosix.daemon;

/**
 * A process that had to leave this node or come home; one element of the answer to {@link Verb#EXPEL}, {@link Verb#BRING} and
 * {@link Verb#LEAVE}.
 *
 * @param pid of the home JVM
 * @param reason why not, if not done
 */
public record Departure(long pid, int home, boolean done, String reason) {}
