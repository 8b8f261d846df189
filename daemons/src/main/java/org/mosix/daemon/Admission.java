package org.mosix.daemon;

import org.mosix.balance.Decision.Cause;

/**
 * The question of a node to another whether it would take a process.
 *
 * @param pid of the home JVM
 * @param memory bytes it takes
 * @param threads that want a processor
 * @param from who asks
 * @param depth see {@link org.mosix.balance.SwapGathering#depth}; of the node that asks
 */
record Admission(int home, long pid, long memory, int threads, Cause cause, int from, double depth) {}
