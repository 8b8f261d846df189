package org.mosix.runtime.move;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import jdk.internal.misc.Unsafe;
import org.mosix.runtime.jvm.Internals;

/** The application class loader of a guest looks for classes and resources where home's does; the files are read at home. */
public final class HomeClassPath {

  private HomeClassPath() {}

  /** @param classPath {@code java.class.path} of home */
  public static void adopt(String classPath) {
    try {
      Unsafe unsafe = Internals.UNSAFE;
      Class<?> type = Class.forName("jdk.internal.loader.URLClassPath");
      Constructor<?> constructor = type.getDeclaredConstructor(String.class, boolean.class);
      constructor.setAccessible(true);
      Object path = classPath.isEmpty() ? null : constructor.newInstance(classPath, false);
      Field field = Class.forName("jdk.internal.loader.BuiltinClassLoader").getDeclaredField("ucp");
      unsafe.putReferenceRelease(ClassLoader.getSystemClassLoader(), unsafe.objectFieldOffset(field), path);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the application class loader is not as expected in this JDK", e);
    }
  }
}
