package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Constructors that make objects of another class than their own ({@code ReflectionFactory.newConstructorForSerialization}), without its
 * constructors: serialization has them, and libraries that make objects of any class. Which class that is only their accessor knows.
 */
final class SerializationConstructor {

  private static final Class<?> FACTORY = Raw.jdkClass("jdk.internal.reflect.ReflectionFactory");
  private static final Class<?> POOL = Raw.jdkClass("jdk.internal.reflect.ConstantPool");
  private static final long ACCESSOR = Raw.offset(Constructor.class, "constructorAccessor");
  /** Until 21 the accessor is an object of a generated class, which has this constant for the class. */
  private static final int INSTANTIATED = 6;
  private static final String GENERATED = "jdk.internal.reflect.SerializationConstructorAccessorImpl";
  private static final String BY_HANDLE = "jdk.internal.reflect.DirectConstructorHandleAccessor";
  private static final String ALLOCATION = "java.lang.invoke.DirectMethodHandle$Constructor";

  private SerializationConstructor() {}

  /** The class whose objects the constructor makes; null if that is its own. */
  static Class<?> instantiated(Constructor<?> constructor) throws CannotMove {
    Object accessor = U.getReferenceVolatile(constructor, ACCESSOR);
    if (accessor == null) {
      return null;
    }
    Class<?> type = accessor.getClass();
    Class<?> made = type.getSuperclass().getName().equals(GENERATED) ? generated(type)
        : type.getName().equals(BY_HANDLE) ? allocated((MethodHandle) U.getReference(accessor, Raw.offset(type, "target"))) : null;
    return made == constructor.getDeclaringClass() ? null : made;
  }

  private static Class<?> generated(Class<?> accessor) throws CannotMove {
    try {
      MethodHandle at = Raw.find(POOL, "getClassAt", MethodType.methodType(Class.class, int.class));
      return (Class<?>) at.invoke(Literals.pool(accessor), INSTANTIATED);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new CannotMove("a constructor for serialization whose class is not known: " + e);
    }
  }

  /** What the handle that makes the object, somewhere below this one, allocates; null if there is none. */
  private static Class<?> allocated(MethodHandle handle) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    ArrayDeque<Object> next = new ArrayDeque<>();
    next.add(handle);
    while (!next.isEmpty()) {
      Object o = next.remove();
      if (!seen.add(o)) {
        continue;
      }
      if (o.getClass().getName().equals(ALLOCATION)) {
        // The type of the handle may be a more general one.
        return (Class<?>) U.getReference(o, Raw.offset(o.getClass(), "instanceClass"));
      }
      for (Class<?> c = o.getClass(); c != Object.class; c = c.getSuperclass()) {
        for (Field field : Raw.declaredFields(c)) {
          Object value = java.lang.reflect.Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive() ? null
              : U.getReference(o, U.objectFieldOffset(field));
          if (value instanceof MethodHandle) {
            next.add(value);
          }
        }
      }
    }
    return null;
  }

  /** A constructor of objects of {@code type} that calls only {@code constructor}, which is one of a superclass. */
  static Constructor<?> make(Class<?> type, Constructor<?> constructor) throws ImageException {
    try {
      Object factory = Raw.findStatic(FACTORY, "getReflectionFactory", MethodType.methodType(FACTORY)).invoke();
      MethodHandle make = Raw.find(FACTORY, "newConstructorForSerialization", MethodType.methodType(Constructor.class, Class.class, Constructor.class));
      return (Constructor<?>) make.invoke(factory, type, constructor);
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      throw new ImageException("a constructor of " + type.getName() + " for serialization cannot be made here: " + e, e);
    }
  }
}
