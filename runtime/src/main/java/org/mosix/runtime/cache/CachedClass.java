package org.mosix.runtime.cache;

/**
 * What became of one class file.
 *
 * @param name internal
 * @param length of the original
 * @param crc of the original
 * @param result the changed file; null if the class needs no change
 */
record CachedClass(String name, int length, int crc, byte[] result) {}
