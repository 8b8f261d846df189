package org.mosix.runtime.image;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import org.mosix.boot.NativeMemory;

/**
 * What of an image this JVM would act on by itself: cleaning actions and finalizers when objects die, and zip files when one is opened again. They
 * become this JVM's when the process runs here and not before: if it does not come after all, its copies die here, and would close what it uses
 * from where it is.
 */
final class Claims {

  private static final Class<?> CLEANABLE = Raw.jdkClass("jdk.internal.ref.PhantomCleanable");

  private final List<Object> cleanables = new ArrayList<>();
  /** None may die before its action is on a list. */
  private final List<Object> referents = new ArrayList<>();
  private final List<Object> finalizees = new ArrayList<>();
  private final List<Object> zipFiles = new ArrayList<>();
  private final List<Object> arenas = new ArrayList<>();
  private final ArrivedMemory memory;
  private Object[] global = {};

  Claims(ArrivedMemory memory) {
    this.memory = memory;
  }

  /** Does nothing with most objects. */
  void add(Object o) {
    if (CLEANABLE.isInstance(o)) {
      cleanables.add(o);
      referents.add(Cleanables.referent(o));
    } else if (ZipSources.isSource(o)) {
      zipFiles.add(o);
    } else if (o.getClass().getName().equals(ArenasLeft.COLLECTED)) {
      arenas.add(o);
    }
  }

  /** Resources of the global arena. */
  void global(Object[] resources) {
    global = resources;
  }

  void finalizee(Object o) {
    finalizees.add(o);
  }

  /**
   * Makes addresses of the program's valid here, puts the cleaning actions on the list of this JVM's common cleaner, tells its finalizer thread what
   * there is, and has zip files found by name.
   */
  void take() {
    memory.install();
    NativeMemory.global(global);
    global = new Object[0];
    cleanables.forEach(Cleanables::register);
    cleanables.clear();
    referents.clear();
    finalizees.forEach(Claims::registerFinalizer);
    finalizees.clear();
    zipFiles.forEach(ZipSources::arrives);
    zipFiles.clear();
    arenas.forEach(ArenasLeft::collect);
    arenas.clear();
  }

  /** Objects made without a constructor are not known to the finalizer thread. */
  private static void registerFinalizer(Object o) {
    MethodHandle register = Raw.findStatic(Raw.jdkClass("java.lang.ref.Finalizer"), "register",
        MethodType.methodType(void.class, Object.class));
    try {
      register.invokeExact(o);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(o.getClass().getName(), e);
    }
  }
}
