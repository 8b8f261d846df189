package org.mosix.daemon;

/**
 * A line of the table of system calls, see {@link Verb#CALLS}.
 *
 * @param policy where a guest calls it: {@code HOME}, {@code HOME_CACHED}, {@code STATE} (by the home JVM), {@code CLOCK}, {@code NUMBER}
 *     (where the process is), {@code REFUSE} (nowhere)
 * @param call class, method and descriptor of the native
 * @param reason why it is refused; else empty
 * @param count calls that the home JVM has carried out for the process while it was away
 * @param bytes of their requests and answers
 * @param seconds they took at home, without the way
 */
public record CallRecord(String policy, String call, String reason, long count, long bytes, double seconds) {}
