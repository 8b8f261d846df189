package org.mosix.runtime.image;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedList;
import java.util.List;

/** Large and deep structures. */
final class BigScenarios {

  private BigScenarios() {}

  static final class Link {
    Link next;
    Link previous;
    int number;
  }

  public static final class LongList implements Scenario {
    static final int LENGTH = 2_000_000;

    @Override
    public Object make() {
      Link first = new Link();
      Link last = first;
      for (int i = 1; i < LENGTH; i++) {
        Link link = new Link();
        link.number = i;
        link.previous = last;
        last.next = link;
        last = link;
      }
      return new Object[] {first, new LinkedList<>(List.of(1, 2, 3))};
    }

    @Override
    public void check(Object root) {
      int n = 0;
      Link before = null;
      for (Link link = (Link) ((Object[]) root)[0]; link != null; link = link.next) {
        expect(link.number == n++ && link.previous == before, "link " + n);
        before = link;
      }
      expect(n == LENGTH && ((Object[]) root)[1].equals(new LinkedList<>(List.of(1, 2, 3))), "length " + n);
    }
  }

  static final class Node {
    int value;
    Node left;
    Node right;

    Node(int depth) {
      value = depth;
      if (depth > 0) {
        left = new Node(depth - 1);
        right = new Node(depth - 1);
      }
    }

    long sum() {
      return value + (left == null ? 0 : left.sum() + right.sum());
    }
  }

  public static final class Tree implements Scenario {
    static final int DEPTH = 22;

    @Override
    public Object make() {
      return new Node(DEPTH);
    }

    @Override
    public void check(Object root) {
      expect(((Node) root).sum() == (1L << DEPTH + 1) - DEPTH - 2, "sum " + ((Node) root).sum());
    }
  }

  public static final class BigArrays implements Scenario {
    @Override
    public Object make() {
      long[][] arrays = new long[16][2 << 20];
      for (int i = 0; i < arrays.length; i++) {
        for (int j = 0; j < arrays[i].length; j++) {
          arrays[i][j] = (long) i << 32 | j;
        }
      }
      return arrays;
    }

    @Override
    public void check(Object root) {
      long[][] arrays = (long[][]) root;
      for (int i = 0; i < arrays.length; i++) {
        for (int j = 0; j < arrays[i].length; j++) {
          expect(arrays[i][j] == ((long) i << 32 | j), "element");
        }
      }
    }
  }

  /** Larger than the heap in use, and mapped. */
  public static final class BigBuffers implements Scenario {
    static final int SIZE = 100 << 20;

    @Override
    public Object make() throws Exception {
      ByteBuffer direct = ByteBuffer.allocateDirect(SIZE);
      for (int i = 0; i < SIZE; i += 4096) {
        direct.putInt(i, i);
      }
      Path file = Files.createTempFile("mapped", null);
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        channel.write(direct.duplicate());
        return new ByteBuffer[] {direct, channel.map(FileChannel.MapMode.READ_ONLY, 0, SIZE)};
      } finally {
        Files.delete(file);
      }
    }

    @Override
    public void check(Object root) {
      for (ByteBuffer buffer : (ByteBuffer[]) root) {
        expect(buffer.capacity() == SIZE, "capacity");
        for (int i = 0; i < SIZE; i += 4096) {
          expect(buffer.getInt(i) == i, "content");
        }
      }
    }
  }
}
