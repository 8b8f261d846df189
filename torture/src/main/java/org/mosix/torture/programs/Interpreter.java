package org.mosix.torture.programs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** A small recursive-descent interpreter: parsing, a tree of node objects, closures, recursion, all mixed. */
public final class Interpreter {
  interface Node {
    long eval(Map<String, Long> names);
  }

  private final String text;
  private int at;

  Interpreter(String text) {
    this.text = text;
  }

  Node sum() {
    Node left = product();
    while (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
      boolean plus = text.charAt(at++) == '+';
      Node a = left;
      Node b = product();
      left = names -> plus ? a.eval(names) + b.eval(names) : a.eval(names) - b.eval(names);
    }
    return left;
  }

  Node product() {
    Node left = atom();
    while (at < text.length() && text.charAt(at) == '*') {
      at++;
      Node a = left;
      Node b = atom();
      left = names -> a.eval(names) * b.eval(names);
    }
    return left;
  }

  Node atom() {
    char c = text.charAt(at++);
    if (c == '(') {
      Node inner = sum();
      at++;
      return inner;
    }
    if (Character.isDigit(c)) {
      long value = c - '0';
      return names -> value;
    }
    String name = String.valueOf(c);
    return names -> names.computeIfAbsent(name, n -> (long) n.charAt(0));
  }

  static long round() {
    Deque<Long> results = new ArrayDeque<>();
    Map<String, Long> names = new HashMap<>();
    for (int n = 0; n < 40; n++) {
      Node program = new Interpreter("((a+" + n % 10 + ")*(b-3)+x*" + n % 7 + ")*(2+(a*(b+(x-1))))").sum();
      for (int i = 0; i < 50; i++) {
        names.put("x", (long) i);
        results.push(program.eval(names));
      }
    }
    long hash = 7;
    while (!results.isEmpty()) {
      hash = hash * 31 + results.pop();
    }
    return hash;
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    long first = round();
    System.out.println(first);
    while (rounds.more()) {
      Check.equal("interpreted", first, round());
    }
    Check.ok();
  }
}
