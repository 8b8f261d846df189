package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.File;
import java.lang.invoke.MethodHandle;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.mosix.runtime.jvm.Internals;

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

  /** Where an application class loader looks: a URL for each entry of {@code java.class.path} here. What is a directory is told by its slash. */
  public static List<String> urls(String classPath) {
    MethodHandle toUrl = Internals.method(PATH, "toFileURL", String.class);
    List<String> urls = new ArrayList<>();
    for (String entry : classPath.isEmpty() ? new String[0] : classPath.split(File.pathSeparator, -1)) {
      URL url = (URL) call(() -> toUrl.invoke(entry));
      // Null if it has no canonical path: then the JDK does not look there either.
      if (url != null) {
        urls.add(url.toString());
      }
    }
    return urls;
  }

  /**
   * For what is looked up before the image is here: a path with nothing open.
   *
   * @param urls home's
   */
  public static void adopt(List<String> urls) {
    put(urls.isEmpty() ? null : call(() -> {
      Object path = Raw.TRUSTED.unreflectConstructor(PATH.getDeclaredConstructor(String.class, boolean.class)).invoke("", true);
      MethodHandle add = Internals.method(PATH, "addURL", URL.class);
      for (String url : urls) {
        add.invoke(path, new URL(url));
      }
      return path;
    }));
  }

  private interface Call {
    Object call() throws Throwable; // of a method handle
  }

  private static Object call(Call call) {
    try {
      return call.call();
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new LinkageError("the application class loader is not as expected in this JDK: " + e, e);
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
