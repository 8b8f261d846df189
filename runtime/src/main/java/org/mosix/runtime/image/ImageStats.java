package org.mosix.runtime.image;

/**
 * What writing or reading an image took.
 *
 * @param objects objects in the image
 * @param bytes length of the image, chunk headers included, without what was sent before a restart
 * @param nanos time from the first to the last byte
 * @param restarts how often the walk began anew because the collector had moved objects
 * @param byAddress true if objects were told apart by address, false if by identity hash
 */
public record ImageStats(long objects, long bytes, long nanos, int restarts, boolean byAddress) {}
