package org.mosix.agent;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** Loads the hidden classes of {@code mosix.jar}, so that the program sees none of our libraries, and we see none of its. */
final class IsolatedLoader extends ClassLoader {

  private static final String HIDDEN = "inst/";

  /** Of the boot loader, although they lie among ours: a second copy of them would be deaf. */
  private static final String BOOT = "org.mosix.boot.";

  /**
   * What our libraries take of native memory is none of the program's. They get a copy of their own of the class by which the program's is told; the
   * JDK's is changed.
   */
  private static final String UNSAFE = "sun.misc.Unsafe";

  static {
    registerAsParallelCapable();
  }

  private final File file;
  private final JarFile jar;

  IsolatedLoader(File file) throws IOException {
    super("mosix", null);
    this.file = file;
    this.jar = new JarFile(file, false);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(UNSAFE)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known == null ? copy(name) : known;
    }
  }

  private Class<?> copy(String name) throws ClassNotFoundException {
    Module home = ModuleLayer.boot().findModule("jdk.unsupported").orElseThrow(() -> new ClassNotFoundException(name));
    try (InputStream in = home.getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name + " cannot be read from " + home, e);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    ZipEntry entry = name.startsWith(BOOT) ? null : jar.getEntry(HIDDEN + name.replace('.', '/') + ".classdata");
    if (entry == null) {
      throw new ClassNotFoundException(name);
    }
    try (InputStream in = jar.getInputStream(entry)) {
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name + " cannot be read from " + file, e);
    }
  }

  @Override
  protected URL findResource(String name) {
    if (jar.getEntry(HIDDEN + name) == null) {
      return null;
    }
    try {
      return new URL("jar:" + file.toURI() + "!/" + HIDDEN + name);
    } catch (MalformedURLException e) {
      throw new IllegalStateException("the path of " + file + " makes no URL", e);
    }
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL found = findResource(name);
    return Collections.enumeration(found == null ? List.of() : List.of(found));
  }
}
