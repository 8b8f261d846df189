package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/** The static final reference fields of the JDK's initialised classes: their values are singletons. Found before the freeze. */
final class JdkFields {

  /** A field and where it is. */
  record Singleton(Field field, Object base, long offset, boolean filled) {

    Object value() {
      return U.getReference(base, offset);
    }
  }

  private final List<Singleton> singletons = new ArrayList<>();
  /** Final or not: that of NativeBuffers is not final in Java 17, and its values are native memory. */
  private final List<Field> threadLocals = new ArrayList<>();
  private final Set<Class<?>> seen = Collections.newSetFromMap(new WeakHashMap<>());

  List<Singleton> singletons() {
    return singletons;
  }

  /** Threads' private values of the JDK's inner parts: buffers and the like, which the target makes anew. */
  Set<Object> internalThreadLocals() {
    Set<Object> internal = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Field field : threadLocals) {
      internal.add(Raw.getStatic(field));
    }
    return internal;
  }

  private static boolean internal(String type) {
    return type.startsWith("sun.nio.") || type.startsWith("jdk.internal.") || type.startsWith("java.lang.invoke.");
  }

  /** Adds the fields of classes that became initialised since the last call. */
  void update(Class<?>[] loaded) {
    for (Class<?> type : loaded) {
      if (Jdk.owns(type) && !seen.contains(type) && !U.shouldBeInitialized(type)) {
        seen.add(type);
        add(type);
      }
    }
  }

  private void add(Class<?> type) {
    Field[] fields;
    try {
      fields = Raw.declaredFields(type);
    } catch (LinkageError e) {
      return; // a field of a class that is not in this runtime image: the class holds no singleton anyone could have reached
    }
    for (Field field : fields) {
      if (Modifier.isStatic(field.getModifiers()) && ThreadLocal.class.isAssignableFrom(field.getType()) && internal(type.getName())) {
        threadLocals.add(field);
      }
      if (candidate(field) && JdkStatics.isSingleton(field)) {
        singletons.add(new Singleton(field, U.staticFieldBase(field), U.staticFieldOffset(field), JdkStatics.isFilled(field)));
      }
    }
  }

  /** Values that are special anyway are left out: they are named in their own way. */
  private static boolean candidate(Field field) {
    return Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()
        && field.getType() != String.class && field.getType() != Class.class;
  }
}
