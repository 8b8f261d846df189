package org.mosix.torture.programs;

import java.io.IOException;
import java.io.InputStream;

/** Defines a class of its own, and does not have one that this names, as when a library is missing. */
final class LackingLoader extends ClassLoader {

  private final String own;
  private final String absent;
  /** How often it was asked for the class that it does not have. */
  int asked;

  LackingLoader(Class<?> own, Class<?> absent) {
    super(own.getClassLoader());
    this.own = own.getName();
    this.absent = absent.getName();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.equals(absent)) {
      asked++;
      throw new ClassNotFoundException(name);
    }
    return name.equals(own) ? own() : super.loadClass(name, resolve);
  }

  private synchronized Class<?> own() throws ClassNotFoundException {
    Class<?> known = findLoadedClass(own);
    if (known != null) {
      return known;
    }
    try (InputStream in = getParent().getResourceAsStream(own.replace('.', '/') + ".class")) {
      byte[] file = in.readAllBytes();
      return defineClass(own, file, 0, file.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(own, e);
    }
  }
}
