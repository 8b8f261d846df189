package org.mosix.torture.programs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Graphs with cycles, shared parts, self references and collections that contain their owners. */
public final class Cycles {
  static final class Node {
    final int id;
    final List<Node> next = new ArrayList<>();
    Node self = this;
    Object owner;

    Node(int id) {
      this.id = id;
    }
  }

  static Map<Integer, Node> build(int size) {
    Map<Integer, Node> all = new HashMap<>();
    for (int i = 0; i < size; i++) {
      all.put(i, new Node(i));
    }
    for (Node node : all.values()) {
      node.owner = all;
      node.next.add(all.get((node.id + 1) % size));
      node.next.add(all.get(node.id * 7 % size));
      node.next.add(node);
    }
    return all;
  }

  static long walk(Map<Integer, Node> all, int steps) {
    Node at = all.get(0);
    long hash = 0;
    for (int i = 0; i < steps; i++) {
      Check.same("self", at, at.self);
      Check.same("owner", all, at.owner);
      Check.same("same node in the map", at, all.get(at.id));
      hash = hash * 31 + at.id;
      at = at.next.get(i % 3);
    }
    return hash;
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    Map<Integer, Node> all = build(5_000);
    long first = walk(all, 20_000);
    System.out.println(first);
    while (rounds.more()) {
      Check.equal("walk", first, walk(all, 20_000));
    }
    Check.ok();
  }
}
