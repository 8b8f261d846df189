package org.mosix.boot;

import java.io.RandomAccessFile;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Set;

/** Which public natives of {@code RandomAccessFile} (Java 17) a subclass of the program overrides. */
final class SysOverrides {

  private static final ClassValue<Set<String>> OVERRIDDEN = new ClassValue<>() {
    @Override
    protected Set<String> computeValue(Class<?> type) {
      Set<String> names = new HashSet<>();
      for (Class<?> at = type; at != RandomAccessFile.class; at = at.getSuperclass()) {
        for (Method method : at.getDeclaredMethods()) {
          if (isSameAsInherited(method)) {
            names.add(method.getName());
          }
        }
      }
      return names;
    }
  };

  private SysOverrides() {}

  private static boolean isSameAsInherited(Method method) {
    try {
      RandomAccessFile.class.getMethod(method.getName(), method.getParameterTypes());
      return true;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  /** True if a virtual call of {@code name} on {@code file} does not end in the JDK's own class. */
  static boolean has(Object file, String name) {
    return file != null && file.getClass() != RandomAccessFile.class && OVERRIDDEN.get(file.getClass()).contains(name);
  }
}
