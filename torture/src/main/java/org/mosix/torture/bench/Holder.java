package org.mosix.torture.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds memory and works a little, until its standard input ends. Arguments: what ({@code nothing}, {@code arrays} or {@code objects})
 * and how much of it (MB, or how many objects).
 */
public final class Holder {

  private static final int MEGABYTE = 1 << 20;

  private static final class Node {
    private final int value;
    private final Node next;

    private Node(int value, Node next) {
      this.value = value;
      this.next = next;
    }
  }

  private Holder() {}

  public static void main(String[] args) throws InterruptedException {
    Object held = switch (args[0]) {
      case "nothing" -> args;
      case "arrays" -> arrays(Integer.parseInt(args[1]));
      case "objects" -> objects(Integer.parseInt(args[1]));
      default -> throw new IllegalArgumentException(args[0] + " (expected: nothing, arrays or objects)");
    };
    // Garbage of the building would be counted as memory of the program.
    System.gc();
    System.out.println("ready");
    Thread end = new Thread(Holder::awaitEnd, "end");
    end.start();
    while (end.isAlive()) {
      Thread.sleep(1);
    }
    System.out.println("ok " + check(held));
  }

  private static void awaitEnd() {
    try {
      while (System.in.read() >= 0) {
        Thread.onSpinWait();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<long[]> arrays(int megabytes) {
    List<long[]> arrays = new ArrayList<>();
    for (int i = 0; i < megabytes; i++) {
      long[] array = new long[MEGABYTE / Long.BYTES];
      array[i % array.length] = i;
      arrays.add(array);
    }
    return arrays;
  }

  private static Node objects(int count) {
    Node list = null;
    for (int i = 0; i < count; i++) {
      list = new Node(i, list);
    }
    return list;
  }

  private static long check(Object held) {
    long sum = 0;
    if (held instanceof List<?> arrays) {
      for (Object array : arrays) {
        for (long value : (long[]) array) {
          sum += value;
        }
      }
    } else if (held instanceof Node list) {
      for (Node node = list; node != null; node = node.next) {
        sum += node.value;
      }
    }
    return sum;
  }
}
