package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;

/**
 * {@code Method}, {@code Field} and {@code Constructor}: the target's own copy, with the program's {@code setAccessible}. The VM resolves the
 * classes in the signatures of all members it lists, so a public one is looked for among the public ones: the program need not have seen others.
 */
final class ReflectedMember extends Special {

  private static final int METHOD = 0;
  private static final int FIELD = 1;
  private static final int CONSTRUCTOR = 2;
  private static final int SERIALIZATION = 3;
  private static final int KINDS = 3;
  private static final int ACCESSIBLE = 4;
  private static final int PUBLIC = 8;

  private static final long OVERRIDE = Raw.offset(AccessibleObject.class, "override");

  @Override
  boolean accepts(Class<?> type) {
    return type == Method.class || type == Field.class || type == Constructor.class;
  }

  @Override
  void write(Object o, Walk walk) throws CannotMove, IOException {
    Class<?> made = o instanceof Constructor ? SerializationConstructor.instantiated((Constructor<?>) o) : null;
    int kind = o instanceof Method ? METHOD : o instanceof Field ? FIELD : made == null ? CONSTRUCTOR : SERIALIZATION;
    boolean isPublic = Modifier.isPublic(((Member) o).getModifiers());
    walk.out.putByte(kind | (U.getBoolean(o, OVERRIDE) ? ACCESSIBLE : 0) | (isPublic ? PUBLIC : 0));
    if (o instanceof Method) {
      Method method = (Method) o;
      walk.classes.put(method.getDeclaringClass());
      walk.classes.text(method.getName());
      walk.classes.put(method.getReturnType());
      walk.classes.classes(method.getParameterTypes());
    } else if (o instanceof Field) {
      walk.classes.put(((Field) o).getDeclaringClass());
      walk.classes.text(((Field) o).getName());
    } else {
      walk.classes.put(((Constructor<?>) o).getDeclaringClass());
      walk.classes.classes(((Constructor<?>) o).getParameterTypes());
      if (made != null) {
        walk.classes.put(made);
      }
    }
  }

  @Override
  Object read(Build build) throws IOException {
    int kind = build.in.getByte();
    Class<?> owner = build.classes.take();
    boolean isPublic = (kind & PUBLIC) != 0;
    Object member =
        switch (kind & KINDS) {
          case METHOD -> method(owner, isPublic, build);
          case FIELD -> field(owner, isPublic, build);
          default -> constructor(owner, isPublic, build);
        };
    if (member == null) {
      throw build.in.damaged("no such method, field or constructor in " + owner.getName());
    }
    if ((kind & KINDS) == SERIALIZATION) {
      member = SerializationConstructor.make(build.classes.take(), (Constructor<?>) member);
    }
    U.putBoolean(member, OVERRIDE, (kind & ACCESSIBLE) != 0);
    return member;
  }

  private static Object method(Class<?> owner, boolean isPublic, Build build) throws IOException {
    String name = build.classes.text();
    Class<?> result = build.classes.take();
    Class<?>[] parameters = build.classes.classes();
    for (Method method : (Method[]) all(owner, "getDeclaredMethods0", Method[].class, isPublic)) {
      if (method.getName().equals(name) && method.getReturnType() == result && Arrays.equals(method.getParameterTypes(), parameters)) {
        return method;
      }
    }
    return null;
  }

  private static Object field(Class<?> owner, boolean isPublic, Build build) throws IOException {
    String name = build.classes.text();
    for (Field field : (Field[]) all(owner, "getDeclaredFields0", Field[].class, isPublic)) {
      if (field.getName().equals(name)) {
        return field;
      }
    }
    return null;
  }

  private static Object constructor(Class<?> owner, boolean isPublic, Build build) throws IOException {
    Class<?>[] parameters = build.classes.classes();
    for (Constructor<?> constructor : (Constructor<?>[]) all(owner, "getDeclaredConstructors0", Constructor[].class, isPublic)) {
      if (Arrays.equals(constructor.getParameterTypes(), parameters)) {
        return constructor;
      }
    }
    return null;
  }

  static Method[] methods(Class<?> owner) {
    return (Method[]) all(owner, "getDeclaredMethods0", Method[].class, false);
  }

  static Constructor<?>[] constructors(Class<?> owner) {
    return (Constructor<?>[]) all(owner, "getDeclaredConstructors0", Constructor[].class, false);
  }

  /** Fresh copies straight from the VM: nobody else holds them, so their accessible flag is free to set. */
  private static Object all(Class<?> owner, String nativeMethod, Class<?> result, boolean publicOnly) {
    MethodHandle handle = Raw.find(Class.class, nativeMethod, MethodType.methodType(result, boolean.class));
    try {
      return handle.invoke(owner, publicOnly);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(owner.getName(), e);
    }
  }
}
