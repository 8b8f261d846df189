package org.mosix.daemon;

import java.util.Map;
import java.util.TreeMap;
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
 * @param nodeBytes see {@link ManagedProcess#nodeBytes}
 */
record HomeWord(long pid, Terms terms, double cpuSeconds, int migrations, LastMove lastMoveOrNull, long calls, long callBytes,
    double ioAtHome, Map<Integer, Long> nodeBytes) {

  HomeWord {
    Map<Integer, Long> known = new TreeMap<>();
    if (nodeBytes != null) {
      nodeBytes.forEach((node, bytes) -> known.put(node, bytes == null ? 0 : bytes));
    }
    nodeBytes = known;
  }
}
