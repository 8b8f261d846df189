package org.mosix.daemon;

import org.mosix.daemon.ProcessRecord.LastMove;

/**
 * What the home of a guest tells the node where it runs.
 *
 * @param pid of the home JVM
 * @param cpuSeconds it had used before it came, anywhere
 * @param lastMoveOrNull the one that brought it
 * @param calls system calls that home has carried out for it since its start
 * @param callBytes bytes of their requests and answers
 * @param ioAtHome seconds that it would wait for its home per CPU second, by what it read and wrote when it was last there
 */
record HomeWord(long pid, Terms terms, double cpuSeconds, int migrations, LastMove lastMoveOrNull, long calls, long callBytes,
    double ioAtHome) {}
