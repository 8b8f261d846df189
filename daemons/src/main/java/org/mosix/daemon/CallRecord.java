package org.mosix.daemon;

/**
 * A line of the table of system calls, see {@link Verb#CALLS}.
 *
 * <p>A record of policy {@code NODE} is no native: its call is {@code node N}, its {@code directBytes} all bytes that the process has moved from
 * and to files of that node without its home.
 *
 * @param policy where a guest calls it: {@code HOME}, {@code HOME_CACHED}, {@code STATE} (by the home JVM), {@code CLOCK}, {@code NUMBER}
 *     (where the process is), {@code REFUSE} (nowhere)
 * @param call class, method and descriptor of the native
 * @param reason why it is refused; else empty
 * @param count calls that the home JVM has carried out for the process while it was away
 * @param bytes of their requests and answers
 * @param seconds they took at home, without the way
 * @param direct calls that its home had nothing to do with: on files that the process uses directly, or of a node
 * @param directBytes that these moved
 * @param cached calls that were answered from what was known
 */
public record CallRecord(String policy, String call, String reason, long count, long bytes, double seconds, long direct,
    long directBytes, long cached) {}
