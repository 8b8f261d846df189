package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;

/** {@code Method}, {@code Field} and {@code Constructor}: the target's own copy, with the program's {@code setAccessible}. */
final class ReflectedMember extends Special {

  private static final long OVERRIDE = Raw.offset(AccessibleObject.class, "override");

  @Override
  boolean accepts(Class<?> type) {
    return type == Method.class || type == Field.class || type == Constructor.class;
  }

  @Override
  void write(Object o, Walk walk) throws CannotMove, IOException {
    Class<?> made = o instanceof Constructor ? SerializationConstructor.instantiated((Constructor<?>) o) : null;
    walk.out.putByte((o instanceof Method ? 0 : o instanceof Field ? 1 : made == null ? 2 : 3) | (U.getBoolean(o, OVERRIDE) ? 4 : 0));
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
    Object member = (kind & 3) == 0 ? method(owner, build) : (kind & 3) == 1 ? field(owner, build) : constructor(owner, build);
    if (member == null) {
      throw build.in.damaged("no such method, field or constructor in " + owner.getName());
    }
    if ((kind & 3) == 3) {
      member = SerializationConstructor.make(build.classes.take(), (Constructor<?>) member);
    }
    U.putBoolean(member, OVERRIDE, (kind & 4) != 0);
    return member;
  }

  private static Object method(Class<?> owner, Build build) throws IOException {
    String name = build.classes.text();
    Class<?> result = build.classes.take();
    Class<?>[] parameters = build.classes.classes();
    for (Method method : methods(owner)) {
      if (method.getName().equals(name) && method.getReturnType() == result && Arrays.equals(method.getParameterTypes(), parameters)) {
        return method;
      }
    }
    return null;
  }

  private static Object field(Class<?> owner, Build build) throws IOException {
    String name = build.classes.text();
    for (Field field : Raw.declaredFields(owner)) {
      if (field.getName().equals(name)) {
        return field;
      }
    }
    return null;
  }

  private static Object constructor(Class<?> owner, Build build) throws IOException {
    Class<?>[] parameters = build.classes.classes();
    for (Constructor<?> constructor : constructors(owner)) {
      if (Arrays.equals(constructor.getParameterTypes(), parameters)) {
        return constructor;
      }
    }
    return null;
  }

  static Method[] methods(Class<?> owner) {
    return (Method[]) all(owner, "getDeclaredMethods0", Method[].class);
  }

  static Constructor<?>[] constructors(Class<?> owner) {
    return (Constructor<?>[]) all(owner, "getDeclaredConstructors0", Constructor[].class);
  }

  /** Fresh copies straight from the VM: nobody else holds them, so their accessible flag is free to set. */
  private static Object all(Class<?> owner, String nativeMethod, Class<?> result) {
    MethodHandle handle = Raw.find(Class.class, nativeMethod, MethodType.methodType(result, boolean.class));
    try {
      return handle.invoke(owner, false);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(owner.getName(), e);
    }
  }
}
