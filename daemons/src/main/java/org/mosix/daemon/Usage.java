package org.mosix.daemon;

/**
 * What a process uses, told by the node where it runs.
 *
 * @param pid of the home JVM
 * @param share processors used lately
 * @param demand processors used or waited for lately
 * @param memory bytes in memory
 * @param cpuSeconds used there since it came
 */
record Usage(long pid, double share, double demand, long memory, double cpuSeconds) {}
