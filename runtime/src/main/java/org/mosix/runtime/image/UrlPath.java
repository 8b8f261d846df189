package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;

/** The search path of a {@code URLClassLoader}: opened anew at the target, from the same URLs. */
final class UrlPath extends Special {

  private static final Class<?> PATH = Raw.jdkClass("jdk.internal.loader.URLClassPath");
  private static final long CLOSED = Raw.offset(PATH, "closed");
  private static final long URLS = Raw.offset(PATH, "path");

  @Override
  boolean accepts(Class<?> type) {
    return type == PATH;
  }

  @Override
  void write(Object o, Walk walk) throws IOException {
    List<?> urls = (List<?>) U.getReference(o, URLS);
    walk.out.putInt(urls.size());
    for (Object url : urls) {
      walk.classes.text(((URL) url).toExternalForm());
    }
    walk.out.putByte(U.getBoolean(o, CLOSED) ? 1 : 0);
  }

  @Override
  Object read(Build build) throws IOException {
    int n = build.classes.count(1 << 20);
    List<URL> urls = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      urls.add(url(build.classes.text()));
    }
    Object path = open(urls.toArray(new URL[0]));
    U.putBoolean(path, CLOSED, build.in.getByte() != 0);
    return path;
  }

  /** The constructor's second parameter is an access control context on 17, a handler factory later; null does for both. */
  private static Object open(URL[] urls) throws ImageException {
    try {
      for (java.lang.reflect.Constructor<?> constructor : PATH.getConstructors()) {
        Class<?>[] types = constructor.getParameterTypes();
        if (types.length == 2 && types[0] == URL[].class) {
          MethodHandle open = Raw.TRUSTED.unreflectConstructor(constructor);
          return MethodHandles.insertArguments(open, 1, (Object) null).invoke(urls);
        }
      }
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      throw new ImageException("class path of " + urls.length + " URLs", e);
    }
    throw new ImageException("no fitting constructor in " + PATH.getName());
  }

  private static URL url(String text) throws ImageException {
    try {
      return new URL(text);
    } catch (MalformedURLException e) {
      throw new ImageException("URL " + text + " of a class path", e);
    }
  }
}
