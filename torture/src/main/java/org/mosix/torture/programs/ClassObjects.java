package org.mosix.torture.programs;

import java.util.HashMap;
import java.util.Map;

/** Class objects of every sort as keys and values: primitive, array, nested, anonymous, lambda, record, enum, annotation. */
public final class ClassObjects {
  interface Shape {}

  enum Colour { RED { } }

  static String round(Map<Class<?>, String> names, Object anonymous, Runnable lambda) throws ClassNotFoundException {
    Work.spin(1);
    StringBuilder out = new StringBuilder();
    Class<?>[] all = {int.class, void.class, int[].class, String[][].class, Shape.class, Shape[].class, Colour.class, Colour.RED.getClass(),
        anonymous.getClass(), lambda.getClass(), Map.Entry.class, Override.class, Thread.State.class};
    for (Class<?> type : all) {
      // The VM puts an address into the names of hidden classes.
      String name = type.isHidden() ? "hidden" : type.getSimpleName();
      Check.equal("name", name, names.computeIfAbsent(type, t -> name));
      out.append(type.isHidden() ? "hidden" : type.getName()).append(type.getModifiers()).append(type.isArray()).append(type.isAnonymousClass()).append(' ');
    }
    Check.equal("classes", all.length, names.size());
    Check.same("by name", Shape[].class, Class.forName("[L" + Shape.class.getName() + ";"));
    Check.same("array of", int[].class, int.class.arrayType());
    return out.append(ClassObjects.class.getNestMembers().length).append(Shape.class.getNestHost().getSimpleName()).toString();
  }

  public static void main(String[] args) throws Exception {
    Map<Class<?>, String> names = new HashMap<>();
    Object anonymous = new Object() { };
    Runnable lambda = () -> Work.spin(names.size());
    Rounds.equal(args, "classes", () -> round(names, anonymous, lambda));
  }
}
