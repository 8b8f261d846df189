package org.mosix.runtime.syscall;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;

/** The native methods that classes of the running JDK declare; reflection copies all methods of a class each time it is asked. */
final class DeclaredNatives {

  private static final Map<String, Map<String, Method>> BY_OWNER = new HashMap<>();

  private DeclaredNatives() {}

  /** Null if the running JDK has none like it. */
  static synchronized Method find(String owner, String name, String descriptor) {
    Map<String, Method> natives = BY_OWNER.get(owner);
    if (natives == null) {
      natives = of(owner);
      BY_OWNER.put(owner, natives);
    }
    return natives.get(name + descriptor);
  }

  private static Map<String, Method> of(String owner) {
    Map<String, Method> natives = new HashMap<>();
    try {
      for (Method method : Class.forName(owner.replace('/', '.'), false, null).getDeclaredMethods()) {
        if (Modifier.isNative(method.getModifiers())) {
          natives.put(method.getName() + NativeMethod.typeOf(method), method);
        }
      }
    } catch (ClassNotFoundException e) {
      // A line of the table for another JDK.
      return natives;
    }
    return natives;
  }
}
