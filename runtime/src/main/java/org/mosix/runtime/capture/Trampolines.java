package org.mosix.runtime.capture;

/** Frames that only pass a call on: they are skipped, and rebuilt by what they do to results and exceptions. */
final class Trampolines {

  private Trampolines() {}

  /** Lambda proxies and the frames of method handles. */
  static boolean isTransparent(Class<?> type) {
    String name = type.getName();
    if (type.isHidden()) {
      return name.contains("$$Lambda") || name.startsWith("java.lang.invoke.LambdaForm$");
    }
    return name.startsWith("java.lang.invoke.") && (name.contains("LambdaForm$") || name.endsWith("$Holder"));
  }

  /** {@code Method.invoke} and what implements it, except the generated accessors' own helpers. */
  static boolean isReflection(Class<?> type, String method) {
    String name = type.getName();
    if (name.equals("java.lang.reflect.Method")) {
      return method.equals("invoke");
    }
    if (!name.startsWith("jdk.internal.reflect.")) {
      return false;
    }
    return method.startsWith("invoke") && name.contains("Method") && !name.contains("Constructor");
  }
}
