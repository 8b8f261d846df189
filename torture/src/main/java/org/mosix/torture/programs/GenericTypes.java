package org.mosix.torture.programs;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Generic reflection: type variables, wildcards and parameterized types that are kept, compared and printed. */
public final class GenericTypes {
  static class Base<T extends Comparable<? super T>, U> {
    Map<String, List<? extends T>> map;
    T[][] arrays;

    <V extends Exception> Optional<U> method(V thrown, Collection<? super Integer> into) throws V {
      return Optional.empty();
    }
  }

  static final class Sub extends Base<Integer, Map.Entry<String, int[]>> {}

  static List<Type> types() throws ReflectiveOperationException {
    List<Type> types = new ArrayList<>(List.of(Sub.class.getGenericSuperclass()));
    types.add(Base.class.getDeclaredField("map").getGenericType());
    types.add(Base.class.getDeclaredField("arrays").getGenericType());
    Method method = Base.class.getDeclaredMethod("method", Exception.class, Collection.class);
    types.addAll(List.of(method.getGenericParameterTypes()));
    types.add(method.getGenericReturnType());
    types.addAll(List.of(Base.class.getTypeParameters()));
    types.addAll(List.of(Base.class.getTypeParameters()[0].getBounds()));
    return types;
  }

  public static void main(String[] args) throws Exception {
    List<Type> kept = types();
    Rounds.equal(args, "types", () -> {
      Work.spin(1);
      List<Type> again = types();
      Check.equal("types", kept, again);
      Check.equal("hashes", kept.hashCode(), again.hashCode());
      return kept.toString();
    });
  }
}
