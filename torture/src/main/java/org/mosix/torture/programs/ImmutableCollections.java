package org.mosix.torture.programs;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** List.of, Set.of, Map.of and copies: contents, identity of copies, order of iteration kept, changes refused. */
public final class ImmutableCollections {
  static String round(Set<String> set, Map<String, Integer> map, String order) {
    Work.spin(1);
    Check.equal("order", order, String.join(" ", set) + map);
    for (String word : set) {
      Check.holds("found", set.contains(new String(word)) && (Work.spin(word.length()) != 0));
    }
    Check.same("copy", set, Set.copyOf(set));
    Check.same("copy", map, Map.copyOf(map));
    try {
      set.add("more");
      return "changed";
    } catch (UnsupportedOperationException e) {
      return set.size() + " " + map.size() + List.of(1, 2, 3).subList(1, 3) + new TreeMap<>(map) + List.of(Map.entry(1, 2));
    }
  }

  public static void main(String[] args) throws Exception {
    Set<String> set = Set.of("one", "two", "three", "four", "five", "six");
    Map<String, Integer> map = Map.of("a", 1, "b", 2, "c", 3, "d", 4);
    String order = String.join(" ", set) + map;
    Rounds.equal(args, "collections", () -> round(set, map, order));
  }
}
