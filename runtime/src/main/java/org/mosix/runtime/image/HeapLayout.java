package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import jdk.internal.misc.VM;

/** How this JVM lays out objects, found by looking at objects of known content rather than by version or flag. */
final class HeapLayout {

  /** References are 32 bits wide. */
  static final boolean NARROW = U.arrayIndexScale(Object[].class) == 4;

  /** Narrow references are plain addresses, multiples of eight (heaps under 4 GB); otherwise they count granules. */
  static final boolean UNSCALED = NARROW && unscaled();

  /** Where the identity hash sits in the mark word: 8 on 17, 11 on 25; -1 when it is not there at all. */
  static final int HASH_SHIFT = hashShift();

  private static final long HASH_MASK = 0x7fffffffL;

  private static final int COMPACT = 8;
  private static final int NARROW_CLASS = 12;

  /** Offset of a first byte field: it follows the class word and so tells how wide that is. */
  private static final int HEADER = (int) Raw.offset(OneByte.class, "b");

  private static final MethodHandle ARRAY_BASE = arrayBaseHandle();

  static final long BYTE_BASE = arrayBase(byte[].class);
  static final long OBJECT_BASE = arrayBase(Object[].class);
  static final int REF = U.arrayIndexScale(Object[].class);

  private HeapLayout() {}

  private static final class OneByte {
    byte b;
  }

  /** Offset of the first element. The method's return type differs between JDK 17 and 25, hence the handle. */
  static long arrayBase(Class<?> arrayType) {
    try {
      return (long) ARRAY_BASE.invoke(U, arrayType);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(arrayType.getName(), e);
    }
  }

  private static MethodHandle arrayBaseHandle() {
    try {
      Method method = U.getClass().getMethod("arrayBaseOffset", Class.class);
      return MethodHandles.lookup().unreflect(method);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Sixteen-byte objects in a row cannot all be at multiples of eight granules. */
  private static boolean unscaled() {
    Object[] row = new Object[64];
    for (int i = 0; i < row.length; i++) {
      row[i] = new Object();
    }
    long base = arrayBase(Object[].class, true);
    int bits = 0;
    for (int i = 0; i < row.length; i++) {
      bits |= U.getInt(row, base + 4L * i);
    }
    return (bits & 7) == 0;
  }

  /** For use before the handle is set. */
  private static long arrayBase(Class<?> arrayType, boolean early) {
    try {
      return (long) arrayBaseHandle().invoke(U, arrayType);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(arrayType.getName(), e);
    }
  }

  private static int hashShift() {
    for (int shift = 0; shift <= 33; shift++) {
      if (everyHashAt(shift)) {
        return shift;
      }
    }
    return -1;
  }

  private static boolean everyHashAt(int shift) {
    for (int i = 0; i < 8; i++) {
      Object probe = new Object();
      int hash = System.identityHashCode(probe);
      if ((int) (U.getLong(probe, 0L) >>> shift & 0x7fffffffL) != hash) {
        return false;
      }
    }
    return true;
  }

  /** The object's identity hash if it has one, else 0. Never gives it one, unless the object is locked. */
  static int hash(Object o) {
    long mark = U.getLong(o, 0L);
    if ((mark & 7) != 1 || HASH_SHIFT < 0) {
      return System.identityHashCode(o);
    }
    return (int) (mark >>> HASH_SHIFT & HASH_MASK);
  }

  /**
   * Gives the object this identity hash, also in place of one it has.
   *
   * @return false when the object's header is in use (locked by someone), and it has another hash
   */
  static boolean setHash(Object o, int hash) {
    while (HASH_SHIFT >= 0) {
      long mark = U.getLong(o, 0L);
      if ((mark & 7) != 1) {
        break;
      }
      long wanted = mark & ~(HASH_MASK << HASH_SHIFT) | (hash & HASH_MASK) << HASH_SHIFT;
      if (mark == wanted || U.compareAndSetLong(o, 0L, mark, wanted)) {
        return true;
      }
    }
    return System.identityHashCode(o) == hash;
  }

  /** Not final: the compiler refuses to read a class word whose offset it knows, and would call the VM each time. */
  private static long classWord = 8;

  /** A number that two live objects share exactly when they are of one class. */
  static long classKey(Object o) {
    return HEADER == NARROW_CLASS ? U.getInt(o, classWord) : HEADER == COMPACT ? U.getLong(o, 0L) >>> 42 : U.getLong(o, classWord);
  }

  /** Two JVMs can exchange images only if these words are equal. */
  static String describe() {
    return "references " + REF + " B, header " + HEADER + " B, byte array base " + BYTE_BASE + ", hash shift " + HASH_SHIFT
        + ", " + VM.getSavedProperty("java.vm.version");
  }
}
