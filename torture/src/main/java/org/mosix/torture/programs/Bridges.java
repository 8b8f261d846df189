package org.mosix.torture.programs;

import java.util.Comparator;
import java.util.function.Function;

/** Generics with bridge methods and covariant returns: calls that pass through synthetic frames. */
public final class Bridges {
  abstract static class Shape<T extends Comparable<T>> implements Comparable<Shape<T>>, Cloneable {
    abstract T size();

    @Override
    public int compareTo(Shape<T> other) {
      return size().compareTo(other.size());
    }

    Shape<T> grow(T by) {
      return this;
    }
  }

  static final class Square extends Shape<Long> {
    final long side;

    Square(long side) {
      this.side = side;
    }

    @Override
    Long size() {
      long area = 0;
      for (long i = 0; i < side * 20; i++) {
        area += side;
      }
      return area;
    }

    @Override
    Square grow(Long by) {
      return new Square(side + by + (size() & 1));
    }
  }

  static final class Twice implements Function<Long, Integer>, Comparator<String> {
    @Override
    public Integer apply(Long n) {
      int x = 0;
      for (int i = 0; i < 500; i++) {
        x += n.intValue() ^ i;
      }
      return x;
    }

    @Override
    public int compare(String a, String b) {
      return apply((long) a.length()) - apply((long) b.length());
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  static String round() {
    Shape<Long> shape = new Square(30);
    StringBuilder out = new StringBuilder();
    Comparable raw = shape;
    Function function = new Twice();
    Comparator order = new Twice();
    for (long n = 1; n < 12; n++) {
      shape = shape.grow(n);
      out.append(shape.size()).append(raw.compareTo(shape)).append(function.apply(n)).append(' ');
      out.append(Integer.signum(order.compare("a".repeat((int) n), "bbbb"))).append(' ');
    }
    try {
      function.apply("no number");
      Check.fail("the bridge casts");
    } catch (ClassCastException e) {
      out.append("cast refused");
    }
    return out.toString();
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    String first = round();
    System.out.println(first);
    while (rounds.more()) {
      Check.equal("bridges", first, round());
    }
    Check.ok();
  }
}
