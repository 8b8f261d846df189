package org.mosix.runtime.move;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import jdk.internal.misc.Unsafe;
import org.mosix.runtime.image.StaticReferences;
import org.mosix.runtime.jvm.Internals;
import org.mosix.runtime.jvm.NativeHeap;

/** The home JVM's heap after the process has left: nothing of the program is reachable, and the memory goes back to the system. */
public final class HomeHeap {

  private static final Unsafe UNSAFE = Internals.UNSAFE;
  private static final String[] LIMITS = {"MinHeapFreeRatio", "MaxHeapFreeRatio"};
  /** What class objects remember of their statics and annotations: the constants that come back are others. */
  private static final long[] CACHES =
      Stream.of("enumConstants", "enumConstantDirectory", "annotationData", "annotationType", "reflectionData")
          .mapToLong(name -> Internals.offset(Class.class, name)).toArray();
  private static String[] before;

  private HomeHeap() {}

  /**
   * Clears the references in static fields, and what else of the program's the JDK holds.
   *
   * @param loaded all classes of the program: who asks for the annotations of one does not initialise it
   * @param initialised those of them that are
   */
  public static void drop(List<Class<?>> loaded, List<Class<?>> initialised, Thread main) {
    initialised.forEach(StaticReferences::clear);
    for (Class<?> type : loaded) {
      for (long cache : CACHES) {
        UNSAFE.putReferenceRelease(type, cache, null);
      }
    }
    UserContext.drop(main);
  }

  /**
   * Collects, with limits that make the collector return what it does not need.
   *
   * @throws UnsupportedOperationException if the C library keeps what it has
   */
  public static synchronized void giveBack() {
    HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (before == null) {
      before = new String[] {vm.getVMOption(LIMITS[0]).getValue(), vm.getVMOption(LIMITS[1]).getValue()};
      set(vm, LIMITS[0], "1");
      set(vm, LIMITS[1], "5");
    }
    System.gc();
    System.gc();
    NativeHeap.trim();
  }

  /** The limits as they were. */
  public static synchronized void restoreLimits() {
    if (before != null) {
      HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      set(vm, LIMITS[1], before[1]);
      set(vm, LIMITS[0], before[0]);
      before = null;
    }
  }

  private static void set(HotSpotDiagnosticMXBean vm, String option, String value) {
    if (vm.getVMOption(option).isWriteable()) {
      vm.setVMOption(option, value);
    }
  }
}
