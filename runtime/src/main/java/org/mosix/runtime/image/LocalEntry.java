package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;

/**
 * Entries of thread-local maps. Those of the JDK's inner parts and of the runtime arrive as stale entries (no key, no value), which every
 * such map knows how to live with, so that the entries probed past them are still found.
 */
final class LocalEntry extends Special {

  private static final Class<?> ENTRY = Raw.jdkClass("java.lang.ThreadLocal$ThreadLocalMap$Entry");
  private static final long VALUE = Raw.offset(ENTRY, "value");
  private static final long REFERENT = Raw.offset(Reference.class, "referent");
  private static final long QUEUE = Raw.offset(Reference.class, "queue");
  private static final int STALE = 0;
  private static final int KEPT = 1;

  @Override
  boolean accepts(Class<?> type) {
    return type == ENTRY;
  }

  @Override
  void write(Object o, Walk walk) throws IOException {
    Object key = U.getReference(o, REFERENT);
    Object value = U.getReference(o, VALUE);
    boolean stale = key == null || walk.isInternal((ThreadLocal<?>) key) || ofRuntime(key) || ofRuntime(value);
    walk.out.putByte(stale ? STALE : KEPT);
    if (!stale) {
      walk.fieldsFollow(o);
    }
  }

  private static boolean ofRuntime(Object o) {
    return o != null && o.getClass().getClassLoader() != null && o.getClass().getName().startsWith("org.mosix.runtime.");
  }

  @Override
  Object read(Build build) throws IOException {
    Object entry = build.instance(ENTRY);
    if (build.in.getByte() == KEPT) {
      build.fieldsFollow(entry);
    } else {
      U.putReference(entry, QUEUE, U.getReference(new WeakReference<>(null), QUEUE));
    }
    return entry;
  }
}
