package org.mosix.runtime.image;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * The string literals of the program's classes, read from their constant pools. They are the interned objects themselves, so that the
 * walk need not ask {@code intern()} of every string, which would intern those that were not.
 */
final class Literals {

  private static final Class<?> POOL = Raw.jdkClass("jdk.internal.reflect.ConstantPool");
  private static final MethodHandle SIZE = Raw.find(POOL, "getSize", MethodType.methodType(int.class));
  /** The VM's answer: its public counterpart knows no dynamic constants, and throws. */
  private static final MethodHandle TAG_AT = Raw.find(POOL, "getTagAt0", MethodType.methodType(byte.class, Object.class, int.class));
  private static final long VM_POOL = Raw.offset(POOL, "constantPoolOop");
  private static final MethodHandle STRING_AT = Raw.find(POOL, "getStringAt", MethodType.methodType(String.class, int.class));
  private static final byte STRING = 8;
  private static final Object ACCESS = Raw.getStatic(Raw.jdkClass("jdk.internal.access.SharedSecrets"), "javaLangAccess");
  private static final MethodHandle POOL_OF =
      Raw.find(ACCESS.getClass(), "getConstantPool", MethodType.methodType(POOL, Class.class));

  private final Set<Class<?>> seen = Collections.newSetFromMap(new WeakHashMap<>());
  private String[] literals = new String[1 << 10];
  private int count;

  /** Adds the literals of classes that were not given before. */
  void update(Collection<Class<?>> classes) {
    for (Class<?> type : classes) {
      if (seen.add(type)) {
        add(type);
      }
    }
  }

  private void add(Class<?> type) {
    try {
      Object pool = POOL_OF.invoke(ACCESS, type);
      Object ofVm = Raw.U.getReference(pool, VM_POOL);
      int size = (int) SIZE.invoke(pool);
      for (int i = 1; i < size; i++) {
        if ((byte) TAG_AT.invoke(pool, ofVm, i) == STRING) {
          if (count == literals.length) {
            literals = Arrays.copyOf(literals, count << 1);
          }
          literals[count++] = (String) STRING_AT.invoke(pool, i);
        }
      }
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("constant pool of " + type.getName(), e);
    }
  }

  void seed(Walk walk, int number) {
    for (int i = 0; i < count; i++) {
      walk.seed(literals[i], number);
    }
  }

  /** The pool object of a class, for {@link ProxyAnatomy}. */
  static Object pool(Class<?> type) throws Throwable {
    return POOL_OF.invoke(ACCESS, type);
  }
}
