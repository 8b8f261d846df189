package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;

/** What gives copied method handles and call sites code: the forms they share, compiled by the JVM they arrive in. */
final class InvocationForms {

  private static final Class<?> FORM = Raw.jdkClass("java.lang.invoke.LambdaForm");
  private static final long CACHE = Raw.offset(FORM, "transformCache");
  private static final long COMPILED = Raw.offset(FORM, "isCompiled");
  private static final MethodHandle PREPARE = prepare();

  private InvocationForms() {}

  private static MethodHandle prepare() {
    MethodHandle found = Raw.find(FORM, "prepare", MethodType.methodType(void.class));
    return found.asType(found.type().changeParameterType(0, Object.class));
  }

  /** Forms derived from this one are found again; the one it was derived from is needed. */
  static void forgetDerived(Object form, ImageContext context) {
    if (!FORM.isInstance(U.getReference(form, CACHE))) {
      U.putReferenceVolatile(form, CACHE, null);
    }
  }

  static void compile(Object form, ImageContext context) {
    U.putBoolean(form, COMPILED, false);
    try {
      PREPARE.invokeExact(form);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("form of a method handle", e);
    }
  }

  /** Where the VM notes, on 17, which compiled code a call site is built into. */
  static void connect(Object site, ImageContext context) {
    Field field = Raw.field(CallSite.class, "context");
    if (field == null) {
      return;
    }
    MethodHandle make = Raw.findStatic(field.getType(), "make", MethodType.methodType(field.getType(), CallSite.class));
    try {
      U.putReference(site, U.objectFieldOffset(field), make.invoke((CallSite) site));
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("call site " + site.getClass().getName(), e);
    }
  }
}
