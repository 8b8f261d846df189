package org.mosix.torture.programs;

/** A linked list of two million nodes, held in a local and in the heap; a recursive walk would overflow. */
public final class LinkedListTwoMillion {
  private static final int LENGTH = 2_000_000;

  private static final class Node {
    final int value;
    Node next;

    Node(int value, Node next) {
      this.value = value;
      this.next = next;
    }
  }

  private static Node build() {
    Node head = null;
    for (int i = LENGTH - 1; i >= 0; i--) {
      head = new Node(i, head);
    }
    return head;
  }

  private static long sum(Node head) {
    long sum = 0;
    int index = 0;
    for (Node n = head; n != null; n = n.next) {
      if (n.value != index++) {
        Check.equal("value", index - 1, n.value);
      }
      sum += n.value;
    }
    return sum;
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    Node head = build();
    System.out.println("sum " + sum(head));
    while (rounds.more()) {
      Check.equal("sum", (long) LENGTH * (LENGTH - 1) / 2, sum(head));
    }
    Check.ok();
  }
}
