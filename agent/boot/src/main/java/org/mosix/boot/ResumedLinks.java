package org.mosix.boot;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Bootstrap methods of the classes that continue frames. They pass on to those of the program, with the look-up of the class that the frame is of: to
 * the VM it is the resume class that asks.
 */
public final class ResumedLinks {

  /** {@code LambdaMetafactory.metafactory}. */
  private static final MethodType FUNCTION = MethodType.methodType(
      CallSite.class, MethodHandles.Lookup.class, String.class, MethodType.class, MethodType.class, MethodHandle.class, MethodType.class);

  /** {@code LambdaMetafactory.altMetafactory}, switches and others. */
  private static final MethodType GENERAL =
      MethodType.methodType(CallSite.class, MethodHandles.Lookup.class, String.class, MethodType.class, Object[].class);

  /** {@code StringConcatFactory.makeConcatWithConstants}. */
  private static final MethodType RECIPE =
      MethodType.methodType(CallSite.class, MethodHandles.Lookup.class, String.class, MethodType.class, String.class, Object[].class);

  private ResumedLinks() {}

  /**
   * Links an {@code invokedynamic}.
   *
   * @param resume ignored
   * @param host the class of the frame
   * @param bootstrap the program's bootstrap method
   * @param arguments its static arguments
   */
  public static CallSite link(MethodHandles.Lookup resume, String name, MethodType type, Class<?> host, MethodHandle bootstrap, Object... arguments)
      throws Throwable {
    MethodHandles.Lookup caller = Calls.lookup(host);
    MethodType kind = bootstrap.type();
    // The usual ones without code of their own, which the JDK would make for others: that takes milliseconds.
    if (kind.equals(FUNCTION) && arguments.length == 3) {
      return (CallSite) bootstrap.invokeExact(caller, name, type, (MethodType) arguments[0], (MethodHandle) arguments[1], (MethodType) arguments[2]);
    }
    if (kind.equals(GENERAL)) {
      return (CallSite) bootstrap.asFixedArity().invokeExact(caller, name, type, arguments);
    }
    if (kind.equals(RECIPE) && arguments.length > 0) {
      Object[] constants = Arrays.copyOfRange(arguments, 1, arguments.length);
      return (CallSite) bootstrap.asFixedArity().invokeExact(caller, name, type, (String) arguments[0], constants);
    }
    return (CallSite) call(bootstrap, caller, name, type, arguments);
  }

  /** The value of a constant that is computed, as {@link #link} links. */
  public static Object constant(MethodHandles.Lookup resume, String name, Class<?> type, Class<?> host, MethodHandle bootstrap, Object... arguments)
      throws Throwable {
    return call(bootstrap, Calls.lookup(host), name, type, arguments);
  }

  private static Object call(MethodHandle bootstrap, MethodHandles.Lookup caller, String name, Object type, Object[] arguments) throws Throwable {
    List<Object> all = new ArrayList<>(List.of(caller, name, type));
    all.addAll(Arrays.asList(arguments));
    return bootstrap.invokeWithArguments(all);
  }
}
