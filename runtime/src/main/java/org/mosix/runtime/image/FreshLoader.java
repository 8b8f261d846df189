package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.security.ProtectionDomain;
import java.security.SecureClassLoader;
import java.util.concurrent.ConcurrentHashMap;

/** A class loader object made without its constructor: the VM can define classes in it, its own fields are still empty. */
public final class FreshLoader {

  /** Runs only the constructor every loader runs; its bookkeeping is what the other loader needs. */
  private static final class Donor extends ClassLoader {
    Donor(String name, ClassLoader parent) {
      super(name, parent);
    }
  }

  private static final MethodHandle REGISTER = Raw.findStatic(Raw.jdkClass("java.lang.ClassLoader$ParallelLoaders"), "register",
      MethodType.methodType(boolean.class, Class.class));

  private FreshLoader() {}

  /**
   * Allocates a loader.
   *
   * @param type a class derived from {@link ClassLoader}
   * @param name may be null
   * @param parent null for the boot loader
   * @param parallel whether its class registered as parallel capable, in a static initialiser that does not run here
   * @throws IllegalArgumentException if {@code type} is no class of loaders
   */
  public static ClassLoader allocate(Class<?> type, String name, ClassLoader parent, boolean parallel)
      throws InstantiationException {
    if (!ClassLoader.class.isAssignableFrom(type)) {
      throw new IllegalArgumentException(type.getName() + " (expected: a class loader)");
    }
    ClassLoader loader = (ClassLoader) U.allocateInstance(type);
    Donor donor = new Donor(name, parent);
    for (Field field : Raw.declaredFields(ClassLoader.class)) {
      if (!Modifier.isStatic(field.getModifiers())) {
        copy(donor, loader, field);
      }
    }
    U.putReference(donor.getUnnamedModule(), Raw.offset(Module.class, "loader"), loader);
    locks(loader, parallel && register(type));
    U.putReference(loader, Raw.offset(ClassLoader.class, "defaultDomain"), new ProtectionDomain(null, null, loader, null));
    if (loader instanceof SecureClassLoader) {
      // It remembers the domains of the code it has defined, and asks this map for each class it defines.
      U.putReference(loader, Raw.offset(SecureClassLoader.class, "pdcache"), new ConcurrentHashMap<>());
    }
    Field libraries = Raw.field(ClassLoader.class, "libraries");
    if (libraries != null) {
      Object made = U.getReference(loader, U.objectFieldOffset(libraries));
      owner(made, donor, loader);
    }
    return loader;
  }

  /** A class can only register after those it is derived from. */
  private static boolean register(Class<?> type) {
    if (type != ClassLoader.class) {
      register(type.getSuperclass());
    }
    try {
      return type == ClassLoader.class || (boolean) REGISTER.invoke(type);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(type.getName(), e);
    }
  }

  private static void locks(ClassLoader loader, boolean parallel) {
    U.putReference(loader, Raw.offset(ClassLoader.class, "parallelLockMap"), parallel ? new ConcurrentHashMap<>() : null);
    U.putReference(loader, Raw.offset(ClassLoader.class, "assertionLock"), parallel ? new Object() : loader);
  }

  /** Whatever refers to the donor is to refer to the loader. */
  private static void owner(Object made, ClassLoader donor, ClassLoader loader) {
    for (Class<?> c = made == null ? null : made.getClass(); c != null; c = c.getSuperclass()) {
      for (Field field : Raw.declaredFields(c)) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()
            && U.getReference(made, U.objectFieldOffset(field)) == donor) {
          U.putReference(made, U.objectFieldOffset(field), loader);
        }
      }
    }
  }

  private static void copy(Object from, Object to, Field field) {
    long offset = U.objectFieldOffset(field);
    if (field.getType().isPrimitive()) {
      U.putByte(to, offset, U.getByte(from, offset)); // the only primitives are booleans
    } else {
      U.putReference(to, offset, U.getReference(from, offset));
    }
  }
}
