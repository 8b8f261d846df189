package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;


/**
 * Where the application class loader looks for classes and resources. The loader is this JVM's, but its search path is the process's: it
 * travels with all that it has opened, or each arrival would open every jar file again, thirty calls at home for each.
 */
public final class ClassPath {

  private static final Class<?> PATH = Raw.jdkClass("jdk.internal.loader.URLClassPath");
  /** The JDK's own: a program may have put another before it as system class loader. */
  private static final Object LOADER = Raw.getStatic(Raw.jdkClass("jdk.internal.loader.ClassLoaders"), "APP_LOADER");
  private static final long OF_LOADER = Raw.offset(Raw.jdkClass("jdk.internal.loader.BuiltinClassLoader"), "ucp");

  private ClassPath() {}

  /**
   * For what is looked up before the image is here: a path with nothing open.
   *
   * @param classPath {@code java.class.path} of home
   */
  public static void adopt(String classPath) {
    try {
      put(classPath.isEmpty() ? null : Raw.TRUSTED.unreflectConstructor(PATH.getDeclaredConstructor(String.class, boolean.class)).invoke(classPath, false));
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new LinkageError("the application class loader is not as expected in this JDK", e);
    }
  }

  /** The search path, to be part of the root of an image; null if there is none. */
  public static Object take() {
    return U.getReferenceAcquire(LOADER, OF_LOADER);
  }

  /** Puts in place what {@link #take} took. */
  public static void put(Object pathOrNull) {
    U.putReferenceRelease(LOADER, OF_LOADER, pathOrNull);
  }
}
