package org.mosix.balance;

import java.util.List;
import java.util.random.RandomGenerator;
import org.mosix.balance.InfoWindow.Entry;

/**
 * Whom a node tells of itself in one interval: one node that was heard from lately, so that newcomers become known quickly, and one of the
 * whole map, up or down, so that nobody is left out (openMosix 2.4). So a node sends, and receives on average, two messages per interval
 * whatever the size of the cluster.
 */
public final class Partners {

  private Partners() {}

  /**
   * @param map numbers of all nodes, {@code self} among them or not
   * @return none, one or two different nodes other than {@code self}
   */
  public static int[] choose(int self, int[] map, List<Entry> heard, RandomGenerator random) {
    int recent = heard.isEmpty() ? 0 : heard.get(random.nextInt(heard.size())).info().node();
    int any = anyBut(self, recent, map, random);
    if (recent == 0 || any == 0) {
      return recent + any == 0 ? new int[0] : new int[] {recent + any};
    }
    return new int[] {recent, any};
  }

  /** Starts at a random place of the map and takes the first that will do; 0 if none does. */
  private static int anyBut(int self, int recent, int[] map, RandomGenerator random) {
    if (map.length == 0) {
      return 0;
    }
    int start = random.nextInt(map.length);
    for (int i = 0; i < map.length; i++) {
      int node = map[(start + i) % map.length];
      if (node != self && node != recent) {
        return node;
      }
    }
    return 0;
  }
}
