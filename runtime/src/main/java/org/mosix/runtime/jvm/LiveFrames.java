package org.mosix.runtime.jvm;

import java.lang.StackWalker.StackFrame;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import jdk.internal.misc.Unsafe;

/**
 * Values of the current thread's frames, as {@code java.lang.LiveStackFrame} (internal, since 9) shows them. Not all compiled frames are
 * trusted, see {@link #isTrusted}.
 */
public final class LiveFrames {

  private static final Unsafe UNSAFE = Unsafe.getUnsafe();
  private static final int INTERPRETED = 1;

  private static final StackWalker WALKER;
  private static final StackWalker PLAIN =
      StackWalker.getInstance(Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE, StackWalker.Option.SHOW_HIDDEN_FRAMES));
  private static final StackWalker VISIBLE =
      StackWalker.getInstance(Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE, StackWalker.Option.SHOW_REFLECT_FRAMES));
  private static final long LOCALS;
  private static final long OPERANDS;
  private static final long MONITORS;
  private static final long MODE;
  private static final Class<?> FRAME = Internals.type("java.lang.StackFrameInfo");
  /** Of what a frame knows about its method's type: the descriptor or, once it was asked for, the type; -1 in a JDK where nobody resolves it. */
  private static final long TYPE = type();
  private static final Class<?> PRIMITIVE;
  private static final long VALUE;

  static {
    try {
      MethodHandle get = Internals.method(Class.forName("java.lang.LiveStackFrame"), "getStackWalker", Set.class);
      WALKER = (StackWalker) get.invoke(EnumSet.of(StackWalker.Option.RETAIN_CLASS_REFERENCE, StackWalker.Option.SHOW_HIDDEN_FRAMES));
      Class<?> frame = Class.forName("java.lang.LiveStackFrameInfo");
      LOCALS = Internals.offset(frame, "locals");
      OPERANDS = Internals.offset(frame, "operands");
      MONITORS = Internals.offset(frame, "monitors");
      MODE = Internals.offset(frame, "mode");
      Object[] sample = new Object[1];
      PRIMITIVE = primitiveClass();
      Field value = PRIMITIVE.getDeclaredField("value");
      VALUE = UNSAFE.objectFieldOffset(value);
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private LiveFrames() {}

  private static long type() {
    try {
      return UNSAFE.objectFieldOffset(FRAME.getDeclaredField("type"));
    } catch (NoSuchFieldException e) {
      return -1;
    }
  }

  private static Class<?> primitiveClass() throws ClassNotFoundException {
    return Class.forName("java.lang.LiveStackFrameInfo$PrimitiveSlot64");
  }

  /** Walks the current thread's frames, values included. */
  public static <T> T walk(Function<? super Stream<StackFrame>, ? extends T> function) {
    return WALKER.walk(function);
  }

  /** Walks the current thread's frames without values, which costs a tenth; hidden ones included. */
  public static <T> T walkPlain(Function<? super Stream<StackFrame>, ? extends T> function) {
    return PLAIN.walk(function);
  }

  /** Walks those of the current thread's frames that a stack trace shows. */
  public static <T> T walkVisible(Function<? super Stream<StackFrame>, ? extends T> function) {
    return VISIBLE.walk(function);
  }

  /** True if frames of two walks are the same one, or of the same call in a recursion. */
  public static boolean isSame(StackFrame one, StackFrame other) {
    return one.getDeclaringClass() == other.getDeclaringClass()
        && one.getByteCodeIndex() == other.getByteCodeIndex()
        && one.getMethodName().equals(other.getMethodName())
        && descriptor(one).equals(descriptor(other));
  }

  /** Descriptor of a frame's method. In JDK 25 {@link StackFrame#getDescriptor} loads the classes it names, which may be missing, or about to be loaded. */
  public static String descriptor(StackFrame frame) {
    if (TYPE < 0 || !FRAME.isInstance(frame)) {
      return frame.getDescriptor();
    }
    // The VM tells both at once.
    frame.getMethodName();
    Object type = UNSAFE.getReference(frame, TYPE);
    return type instanceof MethodType resolved ? resolved.descriptorString() : (String) type;
  }

  /**
   * True if the values of {@code frame} can be trusted. A compiled one shows an object that the compiler took apart as null, also where it
   * is locked. Variables that are not used any more have no value there, which nobody misses.
   */
  public static boolean isTrusted(StackFrame frame) {
    if (isInterpreted(frame)) {
      return true;
    }
    // The VM's walk with values loses compiled frames near the end of a virtual thread's stack.
    return !VirtualThreads.isVirtual(Thread.currentThread()) && isFull(locals(frame)) && isFull(operands(frame)) && isFull(monitors(frame));
  }

  static boolean isInterpreted(StackFrame frame) {
    return UNSAFE.getInt(frame, MODE) == INTERPRETED;
  }

  private static boolean isFull(Object[] slots) {
    for (Object slot : slots) {
      if (slot == null) {
        return false;
      }
    }
    return true;
  }

  /** The objects it has locked, the one locked first in front: for a synchronized method its own. */
  public static Object[] monitors(StackFrame frame) {
    return (Object[]) UNSAFE.getReference(frame, MONITORS);
  }

  /** References, and {@link #isPrimitive} objects for the rest. */
  public static Object[] locals(StackFrame frame) {
    return (Object[]) UNSAFE.getReference(frame, LOCALS);
  }

  /** The operand stack from its bottom, likewise. */
  public static Object[] operands(StackFrame frame) {
    return (Object[]) UNSAFE.getReference(frame, OPERANDS);
  }

  public static boolean isPrimitive(Object slot) {
    return slot != null && slot.getClass() == PRIMITIVE;
  }

  /** Raw bits of a slot that {@link #isPrimitive}; an int's upper half is undefined. */
  public static long bits(Object slot) {
    return UNSAFE.getLong(slot, VALUE);
  }
}
