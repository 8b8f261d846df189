package org.mosix.torture.programs;

import java.util.List;

/** Sealed types, records and instanceof patterns in nested conditions, with work between test and use. */
public final class PatternMatching {
  sealed interface Shape permits Circle, Square, Group {}

  record Circle(double radius) implements Shape {}

  record Square(double side) implements Shape {}

  record Group(List<Shape> parts) implements Shape {}

  static double area(Object shape) {
    if (shape instanceof Circle c && Work.spin(1) != 0 && c.radius() > 0) {
      return 3 * c.radius() * c.radius();
    } else if (!(shape instanceof Group group)) {
      return shape instanceof Square s ? s.side() * (Work.spin(2) == 0 ? 0 : s.side()) : -1;
    } else {
      double sum = 0;
      for (Shape part : group.parts()) {
        sum += area(part);
      }
      return sum;
    }
  }

  static Shape nest(int depth) {
    return depth == 0 ? new Circle(2) : new Group(List.of(nest(depth - 1), new Square(depth), nest(depth - 1)));
  }

  public static void main(String[] args) throws Exception {
    Shape all = nest(6);
    Rounds.equal(args, "area", () -> area(all) + " " + area("no shape") + " " + all.equals(nest(6)) + " " + all.hashCode());
  }
}
