package org.mosix.torture.programs;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import sun.reflect.ReflectionFactory;

/** Method handles of methods that ask who calls them, and constructors that make objects of another class than their own. */
public final class CallerHandles {

  private static class Root {
    private final String made;

    Root() {
      made = "by the constructor";
    }
  }

  private static final class Leaf extends Root {
    private final int number;

    private Leaf() {
      number = 7;
    }
  }

  private CallerHandles() {}

  private static int answer() {
    return 42;
  }

  public static void main(String[] args) throws Exception {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    MethodHandle find = lookup.findStatic(Class.class, "forName", MethodType.methodType(Class.class, String.class));
    MethodHandle look = lookup.findStatic(MethodHandles.class, "lookup", MethodType.methodType(MethodHandles.Lookup.class));
    MethodHandle call = lookup.unreflect(Method.class.getMethod("invoke", Object.class, Object[].class));
    Method answer = CallerHandles.class.getDeclaredMethod("answer");
    answer.setAccessible(true);
    Constructor<?> partial = ReflectionFactory.getReflectionFactory().newConstructorForSerialization(Leaf.class, Root.class.getDeclaredConstructor());
    Constructor<?> bare = ReflectionFactory.getReflectionFactory().newConstructorForSerialization(Leaf.class, Object.class.getConstructor());
    Rounds.equal(args, "found and made", () -> {
      try {
        long sum = 0;
        for (int i = 0; i < 1_000; i++) {
          sum += ((Class<?>) find.invoke(Leaf.class.getName())).getName().length();
        }
        MethodHandles.Lookup own = (MethodHandles.Lookup) look.invoke();
        Leaf half = (Leaf) partial.newInstance();
        Leaf empty = (Leaf) bare.newInstance();
        return sum + " " + own.lookupClass().getPackageName() + " " + call.invoke(answer, null, new Object[0]) + " " + ((Root) half).made + half.number + " "
            + ((Root) empty).made + empty.number + " " + partial.getDeclaringClass().getSimpleName() + " " + bare.getDeclaringClass().getSimpleName();
      } catch (Exception e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    });
  }
}
