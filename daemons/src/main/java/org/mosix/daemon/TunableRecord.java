package org.mosix.daemon;

/**
 * One number that the algorithms depend on; one element of the answer to {@link Verb#GETTUNE}.
 *
 * @param value now
 * @param standard if nobody sets it
 */
public record TunableRecord(String key, double value, double standard, String unit, String meaning) {}
