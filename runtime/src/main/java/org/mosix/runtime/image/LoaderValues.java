package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The JDK's tables per class loader ({@code ClassLoaderValue}: proxy classes, dynamic modules, service providers), whose keys are made of
 * classes and their identity hashes.
 */
final class LoaderValues {

  private static final long TABLE = Raw.offset(ClassLoader.class, "classLoaderValueMap");
  private static final Map<Object, Object> BOOT = bootTable();

  private LoaderValues() {}

  @SuppressWarnings("unchecked")
  private static Map<Object, Object> bootTable() {
    return (Map<Object, Object>) Raw.getStatic(Raw.jdkClass("jdk.internal.loader.BootLoader"), "CLASS_LOADER_VALUE_MAP");
  }

  /** Puts every entry where it belongs by the present hashes. */
  static void rehash(Collection<ClassLoader> loaders) {
    Map<Object, Object> entries = new ConcurrentHashMap<>(BOOT);
    BOOT.clear();
    BOOT.putAll(entries);
    for (ClassLoader loader : loaders) {
      Map<?, ?> table = (Map<?, ?>) U.getReferenceAcquire(loader, TABLE);
      if (table != null) {
        U.putReferenceRelease(loader, TABLE, new ConcurrentHashMap<>(table));
      }
    }
  }
}
