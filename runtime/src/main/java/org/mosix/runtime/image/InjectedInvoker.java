package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.lang.invoke.MethodHandle;

/**
 * The hidden classes through which method handles call methods that ask who calls them ({@code Class.forName}): the JDK makes one for
 * each class that looked up such a handle, named after it.
 */
final class InjectedInvoker {

  private static final String SUFFIX = "$$InjectedInvoker/";
  private static final Class<?> BINDER = Raw.jdkClass("java.lang.invoke.MethodHandleImpl$BindCaller");
  private static final Class<?> DIRECT = Raw.jdkClass("java.lang.invoke.DirectMethodHandle");

  private InjectedInvoker() {}

  static boolean is(Class<?> type) {
    return type.isHidden() && type.getName().contains(SUFFIX);
  }

  /** The class it calls for. */
  static Class<?> caller(Class<?> invoker) throws CannotMove {
    String name = invoker.getName().substring(0, invoker.getName().indexOf(SUFFIX));
    try {
      return Class.forName(name, false, invoker.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      throw new CannotMove("a method handle that calls in the name of a hidden class (" + invoker.getName() + ")", e);
    }
  }

  /** The one of this JVM. */
  static Class<?> of(Class<?> caller) {
    Object known = ((ClassValue<?>) Raw.getStatic(BINDER, "CV_makeInjectedInvoker")).get(caller);
    if (known instanceof MethodHandle) {
      return ResolvedMember.owner(U.getReference(known, Raw.offset(DIRECT, "member")));
    }
    return (Class<?>) U.getReference(known, Raw.offset(known.getClass(), "invokerClass"));
  }
}
