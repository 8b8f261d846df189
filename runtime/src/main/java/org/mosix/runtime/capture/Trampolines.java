package org.mosix.runtime.capture;

import java.util.Set;

/** Frames that only pass a call on: they are skipped, and rebuilt by what they do to results and exceptions. */
final class Trampolines {

  private static final String FORM = "java.lang.invoke.LambdaForm$";

  /** Forms of method handles, by the names the JDK gives their methods, whose call is the last thing they do but convert its result. */
  private static final Set<String> PASSING_ON = Set.of(
      "reinvoke", "delegate", "invokeExact_MT", "exactInvoker", "invoke_MT", "invoker", "linkToTargetMethod", "linkToCallSite",
      "invokeVirtual", "invokeSpecial", "invokeSpecialIFC", "invokeStatic", "invokeStaticInit", "invokeInterface", "newInvokeSpecial",
      "spread", "convert");

  private Trampolines() {}

  /** A frame of a method handle that may do more, once its call has returned, than give the result back. */
  static boolean isComposed(Class<?> type, String method) {
    return type.isHidden() && type.getName().startsWith(FORM) && !PASSING_ON.contains(method);
  }

  /** What reflection composes itself only passes on. */
  static boolean composesPassingOn(Class<?> type) {
    return type.getName().startsWith("jdk.internal.reflect.");
  }

  /** Lambda proxies and the frames of method handles. */
  static boolean isTransparent(Class<?> type) {
    return isHandle(type) || type.isHidden() && type.getName().contains("$$Lambda");
  }

  /** The frames of method handles, those that the JDK made beforehand included. */
  static boolean isHandle(Class<?> type) {
    String name = type.getName();
    return type.isHidden() ? name.startsWith(FORM) : name.startsWith("java.lang.invoke.") && name.endsWith("$Holder");
  }

  /** Below this frame of a virtual thread there is only what mounts it. */
  static boolean isVirtualEnd(Class<?> type, String method) {
    return method.equals("run") && type.getName().equals("java.lang.VirtualThread");
  }

  /** {@code Method.invoke}, {@code Constructor.newInstance} and what implements them, except the generated accessors' own helpers. */
  static boolean isReflection(Class<?> type, String method) {
    String name = type.getName();
    if (name.equals("java.lang.reflect.Method")) {
      return method.equals("invoke");
    }
    if (name.equals("java.lang.reflect.Constructor")) {
      return method.startsWith("newInstance");
    }
    if (!name.startsWith("jdk.internal.reflect.")) {
      return false;
    }
    return name.contains("Constructor")
        ? method.startsWith("newInstance") || method.startsWith("invoke")
        : method.startsWith("invoke") && name.contains("Method");
  }
}
