package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.lang.management.PlatformManagedObject;
import java.util.Collections;
import java.util.Set;

/** One of the {@link VmBeans}: the target's of this name. Where it has none, as with another collector, it is one that is not valid any more. */
final class VmBean extends Special {

  private static final Set<String> TYPES = Set.of(VmBeans.MEMORY, "sun.management.MemoryPoolImpl", "sun.management.MemoryManagerImpl",
      "sun.management.GarbageCollectorImpl", "com.sun.management.internal.GarbageCollectorExtImpl");

  @Override
  boolean accepts(Class<?> type) {
    return TYPES.contains(type.getName()) && Jdk.owns(type);
  }

  @Override
  void write(Object o, Walk walk) throws CannotMove, IOException {
    PlatformManagedObject bean = (PlatformManagedObject) o;
    walk.classes.put(o.getClass());
    walk.classes.text(bean.getObjectName().getCanonicalName());
    String own = bean.getObjectName().getKeyProperty("name");
    walk.classes.text(own == null ? "" : own);
  }

  @Override
  Object read(Build build) throws IOException {
    Class<?> type = build.classes.take();
    String name = build.classes.text();
    String own = build.classes.text();
    if (!accepts(type)) {
      throw build.in.damaged("bean of " + type.getName() + " (expected: one of " + TYPES + ")");
    }
    Object bean = VmBeans.find(name);
    return bean == null ? invalid(type, own) : bean;
  }

  private static Object invalid(Class<?> type, String name) throws ImageException {
    try {
      Object bean = U.allocateInstance(type);
      U.putReference(bean, Raw.offset(type, "name"), name);
      if (Raw.field(type, "listenerList") != null) {
        U.putReference(bean, Raw.offset(type, "listenerLock"), new Object());
        U.putReference(bean, Raw.offset(type, "listenerList"), Collections.emptyList());
      }
      return bean;
    } catch (InstantiationException e) {
      throw new ImageException(type.getName(), e);
    }
  }
}
