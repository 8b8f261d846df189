package org.mosix.torture.programs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Arrays, collections and objects with clone methods of the program, deep and shallow, covariant, inherited. */
public final class Clones {
  static class Base implements Cloneable {
    int[] data = {1, 2, 3};
    Base next;

    @Override
    public Base clone() {
      try {
        Base copy = (Base) super.clone();
        copy.data = data.clone();
        Work.spin(data[0]);
        copy.next = next == null ? null : next.clone();
        return copy;
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }

  static final class Sub extends Base {
    private final List<String> names = new ArrayList<>(List.of("a"));

    @Override
    public Sub clone() {
      Sub copy = (Sub) super.clone();
      Check.same("shallow", names, copy.names);
      return copy;
    }
  }

  static String round(Sub kept, int[][] matrix) {
    Sub copy = kept.clone();
    copy.data[1] = Work.spin(4);
    Check.equal("deep", 2, kept.data[1]);
    Check.holds("chain", copy.next != kept.next && copy.next.getClass() == Sub.class);
    int[][] rows = matrix.clone();
    Check.same("rows", matrix[1], rows[1]);
    ArrayList<int[]> list = new ArrayList<>(Arrays.asList(rows));
    Object twin = list.clone();
    return Arrays.deepToString(rows) + list.equals(twin) + copy.data.length + ((ArrayDeque<?>) new ArrayDeque<>(List.of(1, 2)).clone()).size();
  }

  public static void main(String[] args) throws Exception {
    Sub kept = new Sub();
    kept.next = new Sub();
    Rounds.equal(args, "clones", () -> round(kept, new int[][] {{1}, {2, 3}}));
  }
}
