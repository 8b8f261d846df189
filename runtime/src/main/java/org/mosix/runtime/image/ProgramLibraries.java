package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.File;
import java.util.Collection;
import java.util.Map;

/** Native libraries that the program has loaded, with its class loaders: what they keep is no part of the heap. Those of the JDK are everywhere. */
final class ProgramLibraries {

  private static final String JDK = System.getProperty("java.home") + File.separator;
  private static final long LIBRARIES = Raw.offset(ClassLoader.class, "libraries");
  private static final long BY_NAME = Raw.offset(Raw.jdkClass("jdk.internal.loader.NativeLibraries"), "libraries");

  private ProgramLibraries() {}

  /** @throws CannotMove if one of these loaders has one */
  static void refuse(Collection<ClassLoader> loaders) throws CannotMove {
    ClassLoader ours = ProgramLibraries.class.getClassLoader();
    for (ClassLoader loader : loaders) {
      if (loader == ours && ours != ClassLoader.getSystemClassLoader()) {
        continue; // where it arrives has its own
      }
      Object libraries = U.getReference(loader, LIBRARIES);
      if (libraries == null) {
        continue; // the constructor of the loader has not begun
      }
      for (Object name : ((Map<?, ?>) U.getReference(libraries, BY_NAME)).keySet()) {
        if (isOfProgram((String) name)) {
          throw new CannotMove("the program has loaded the native library " + name);
        }
      }
    }
  }

  /** Libraries that are linked into the VM have a name without a directory. */
  private static boolean isOfProgram(String name) {
    return name.startsWith(File.separator) && !name.startsWith(JDK);
  }
}
