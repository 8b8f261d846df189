package org.mosix.torture.programs;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reflection objects made accessible and kept: private, final and static members, arrays, and methods found late. */
public final class Accessible {
  private static int counter;
  private final String fixed;
  private long[] values = {1, 2, 3};

  private Accessible(String fixed) {
    this.fixed = fixed;
  }

  private static int next(int by) {
    return counter += Work.spin(by);
  }

  public static void main(String[] args) throws Exception {
    Constructor<Accessible> constructor = Accessible.class.getDeclaredConstructor(String.class);
    Field fixed = Accessible.class.getDeclaredField("fixed");
    Field values = Accessible.class.getDeclaredField("values");
    Field counter = Accessible.class.getDeclaredField("counter");
    Method next = Accessible.class.getDeclaredMethod("next", int.class);
    for (AccessibleObject object : List.of(constructor, fixed, values, counter, next)) {
      object.setAccessible(true);
    }
    Map<Member, String> names = new HashMap<>(Map.of(constructor, "constructor", fixed, "field", next, "method"));
    Rounds.equal(args, "members", () -> {
      Accessible made = constructor.newInstance("first");
      fixed.set(made, "second");
      Array.setLong(values.get(made), 1, Work.spin(2));
      counter.setInt(null, 5);
      StringBuilder out = new StringBuilder().append(fixed.get(made)).append(Arrays.toString((long[]) values.get(made))).append(next.invoke(null, 3));
      out.append(names.get(Accessible.class.getDeclaredMethod("next", int.class))).append(names.get(constructor));
      return out.append(next.canAccess(null)).append(Accessible.class.getDeclaredField("fixed").canAccess(made)).append(next).toString();
    });
  }
}
