package org.mosix.runtime.syscall;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Handles that take references as {@code Object}. {@code MethodHandle.asType} would put casts before each, and generate a class for
 * every kind of it, some hundred when a guest starts; but what comes through the facades has passed the verifier already, as the
 * arguments of the very calls that were there before.
 */
final class Erasure {

  private static final long FORM;
  private static final MethodHandle COPY;

  static {
    try {
      Class<?> form = Class.forName("java.lang.invoke.LambdaForm", false, null);
      FORM = Trusted.UNSAFE.objectFieldOffset(MethodHandle.class, "form");
      COPY = Trusted.LOOKUP
          .findVirtual(MethodHandle.class, "copyWith", MethodType.methodType(MethodHandle.class, MethodType.class, form))
          .asType(MethodType.methodType(MethodHandle.class, MethodHandle.class, MethodType.class, Object.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Erasure() {}

  /**
   * The same handle under another type.
   *
   * @param direct a direct method handle, as {@link MethodHandles.Lookup} finds it
   */
  static MethodHandle of(MethodHandle direct) {
    MethodType type = erased(direct.type());
    try {
      return type == direct.type() ? direct : (MethodHandle) COPY.invokeExact(direct, type, Trusted.UNSAFE.getReference(direct, FORM));
    } catch (Throwable e) {
      throw new IllegalStateException(direct + " as " + type, e);
    }
  }

  private static MethodType erased(MethodType type) {
    MethodType result = type;
    for (int i = 0; i < type.parameterCount(); i++) {
      Class<?> parameter = type.parameterType(i);
      if (!parameter.isPrimitive() && parameter != Object.class) {
        result = result.changeParameterType(i, Object.class);
      }
    }
    return result;
  }
}
