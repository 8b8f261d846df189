package org.mosix.agent;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** Loads the hidden classes of {@code mosix.jar}, so that the program sees none of our libraries, and we see none of its. */
final class IsolatedLoader extends ClassLoader {

  /** Of the boot loader, although they lie among ours: a second copy of them would be deaf. */
  private static final String BOOT = "org.mosix.boot.";

  /**
   * What our libraries take of native memory is none of the program's. They get a copy of their own of the class by which the program's is told; the
   * JDK's is changed.
   */
  private static final String UNSAFE = "sun.misc.Unsafe";

  /** Files that are looked for by their URLs are entries of the jar too, below {@link #BESIDE}. */
  private static final String SERVICES = "META-INF/services/";
  private static final String BESIDE = "inst/";

  static {
    registerAsParallelCapable();
  }

  private final File jar;
  private final Archive archive;

  IsolatedLoader(File jar) throws IOException {
    super("mosix", null);
    this.jar = jar;
    this.archive = new Archive(jar);
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
    byte[] bytes = name.startsWith(BOOT) ? null : read(name.replace('.', '/') + ".class");
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  @Override
  public InputStream getResourceAsStream(String name) {
    byte[] bytes = read(name);
    return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
  }

  private byte[] read(String name) {
    try {
      return archive.read(name);
    } catch (IOException e) {
      throw new IllegalStateException(name + " cannot be read from " + jar, e);
    }
  }

  @Override
  protected URL findResource(String name) {
    if (!name.startsWith(SERVICES) || read(name) == null) {
      return null;
    }
    try {
      return new URL("jar:" + jar.toURI() + "!/" + BESIDE + name);
    } catch (MalformedURLException e) {
      throw new IllegalStateException("the path of " + jar + " makes no URL", e);
    }
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL found = findResource(name);
    return Collections.enumeration(found == null ? List.of() : List.of(found));
  }
}
