package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import com.sun.management.GarbageCollectorMXBean;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.lang.management.PlatformManagedObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The beans of memory, of its pools and of their managers. The VM makes them, knows them by identity, and calls those who listen to them on a
 * thread of its own; so each JVM keeps its own, and the program's listeners travel from one to the other.
 */
public final class VmBeans {

  static final String MEMORY = "sun.management.MemoryImpl";
  private static final String HELPER = "sun.management.ManagementFactoryHelper";
  private static final String EMITTER = "sun.management.NotificationEmitterSupport";
  private static final String COLLECTOR = "com.sun.management.internal.GarbageCollectorExtImpl";

  private VmBeans() {}

  /** Loads what {@link #take} needs, before the process is stopped. */
  static void load() {
    Raw.load(MEMORY);
    Raw.load(HELPER);
  }

  /** Each bean with listeners, and they; to be part of the root of an image. */
  public static Object[] take() {
    List<Object[]> taken = new ArrayList<>();
    for (Object bean : emitters()) {
      List<?> listeners = listeners(bean);
      if (!listeners.isEmpty()) {
        taken.add(new Object[] {bean, listeners});
      }
    }
    return taken.toArray();
  }

  /** Has what {@link #take} took listen to the beans of this JVM. */
  public static void put(Object[] taken) {
    for (Object entry : taken) {
      Object[] pair = (Object[]) entry;
      listen(pair[0], (List<?>) pair[1]);
    }
  }

  /** The process has left: none of its listeners is called here. */
  static void drop() {
    for (Object bean : emitters()) {
      if (!listeners(bean).isEmpty()) {
        listen(bean, Collections.emptyList());
      }
    }
  }

  /** This JVM's bean of that name; null if it has other pools and collectors. */
  static Object find(String name) {
    for (PlatformManagedObject bean : all()) {
      if (bean.getObjectName().getCanonicalName().equals(name)) {
        return bean;
      }
    }
    return null;
  }

  private static List<PlatformManagedObject> all() {
    List<PlatformManagedObject> all = new ArrayList<>(ManagementFactory.getMemoryPoolMXBeans());
    all.addAll(ManagementFactory.getMemoryManagerMXBeans());
    all.add(ManagementFactory.getMemoryMXBean());
    return all;
  }

  /** Those that tell listeners something, if they were made. */
  private static List<Object> emitters() {
    List<Object> found = new ArrayList<>();
    Object memory = made(HELPER, "memoryMBean");
    if (memory != null) {
      found.add(memory);
    }
    if (made(MEMORY, "mgrs") instanceof Object[] managers) {
      for (Object manager : managers) {
        if (manager.getClass().getName().equals(COLLECTOR)) {
          found.add(manager);
        }
      }
    }
    return found;
  }

  private static Object made(String type, String field) {
    Class<?> owner = Raw.loadedOrNull(type);
    return owner == null || U.shouldBeInitialized(owner) ? null : Raw.getStatic(owner, field);
  }

  private static List<?> listeners(Object bean) {
    return (List<?>) U.getReferenceVolatile(bean, listenerList());
  }

  private static long listenerList() {
    return Raw.offset(Raw.jdkClass(EMITTER), "listenerList");
  }

  private static void listen(Object bean, List<?> listeners) {
    U.putReferenceVolatile(bean, listenerList(), listeners);
    if (bean.getClass().getName().equals(COLLECTOR)) {
      tell(bean, !listeners.isEmpty());
    }
  }

  /** Whether the VM calls this bean when it has collected. */
  private static void tell(Object collector, boolean wanted) {
    MethodHandle enable = Raw.find(Raw.jdkClass(COLLECTOR), "setNotificationEnabled",
        MethodType.methodType(void.class, GarbageCollectorMXBean.class, boolean.class));
    try {
      enable.invoke(collector, collector, wanted);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(collector.getClass().getName(), e);
    }
  }
}
