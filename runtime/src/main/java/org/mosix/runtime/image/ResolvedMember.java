package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/** {@code java.lang.invoke.MemberName}s: resolved again, since they hold pointers to methods. */
final class ResolvedMember extends Special {

  static final Class<?> TYPE = Raw.jdkClass("java.lang.invoke.MemberName");

  private static final long CLAZZ = Raw.offset(TYPE, "clazz");
  private static final long NAME = Raw.offset(TYPE, "name");
  private static final long DESCRIPTION = Raw.offset(TYPE, "type");
  private static final long FLAGS = Raw.offset(TYPE, "flags");
  private static final long RESOLUTION = Raw.offset(TYPE, "resolution");
  private static final int KIND_SHIFT = 24;
  private static final int KIND_MASK = 0xf;
  private static final int FIELD = 0x40000;
  /** Bits that say what to resolve; the others are the result. */
  private static final int QUESTION = 0xf0f0000 & ~0x300000;
  /** No check of access; {@code LM_TRUSTED} of the lookups. */
  private static final int TRUSTED = -1;
  private static final MethodHandle DESCRIBE = get("getType", Object.class);
  private static final MethodHandle RESOLVED = get("isResolved", boolean.class);
  private static final MethodHandle RESOLVE = resolve();

  private static MethodHandle get(String name, Class<?> result) {
    MethodHandle found = Raw.find(TYPE, name, MethodType.methodType(result));
    return found.asType(found.type().changeParameterType(0, Object.class));
  }

  private static MethodHandle resolve() {
    MethodHandle found = Raw.findStatic(Raw.jdkClass("java.lang.invoke.MethodHandleNatives"), "resolve",
        MethodType.methodType(TYPE, TYPE, Class.class, int.class, boolean.class));
    return found.asType(MethodType.methodType(Object.class, Object.class, Class.class, int.class, boolean.class));
  }

  @Override
  boolean accepts(Class<?> type) {
    return type == TYPE;
  }

  static Class<?> owner(Object member) {
    return (Class<?>) U.getReference(member, CLAZZ);
  }

  static byte kind(Object member) {
    return (byte) (U.getInt(member, FLAGS) >>> KIND_SHIFT & KIND_MASK);
  }

  @Override
  void write(Object o, Walk walk) throws CannotMove, IOException {
    boolean resolved = owner(o) != null && isResolved(o);
    walk.out.putByte(resolved ? 1 : 0);
    if (resolved) {
      write(o, walk.classes);
    } else {
      walk.fieldsFollow(o);
    }
  }

  private static boolean isResolved(Object member) {
    try {
      return (boolean) RESOLVED.invokeExact(member);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(String.valueOf(member), e);
    }
  }

  static void write(Object member, ClassesOut out) throws CannotMove, IOException {
    Object described;
    try {
      described = DESCRIBE.invokeExact(member);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(String.valueOf(member), e);
    }
    int flags = U.getInt(member, FLAGS);
    out.put(owner(member));
    out.number(flags);
    out.text((String) U.getReference(member, NAME));
    if ((flags & FIELD) != 0) {
      out.put((Class<?>) described);
    } else {
      LambdaRecipe.type(out, (MethodType) described);
    }
  }

  @Override
  Object read(Build build) throws IOException {
    if (build.in.getByte() != 0) {
      return read(build.classes);
    }
    return build.withFields(TYPE);
  }

  static Object read(ClassesIn in) throws IOException {
    Object member = allocate();
    Class<?> owner = in.take();
    int flags = in.number();
    U.putReference(member, CLAZZ, owner);
    U.putInt(member, FLAGS, flags & QUESTION);
    U.putReference(member, NAME, in.text().intern());
    U.putReference(member, DESCRIPTION, (flags & FIELD) != 0 ? in.take() : LambdaRecipe.type(in));
    try {
      Object resolved = RESOLVE.invokeExact(member, (Class<?>) null, TRUSTED, false);
      U.putReference(resolved, RESOLUTION, null);
      U.putInt(resolved, FLAGS, flags);
      return resolved;
    } catch (LinkageError | InternalError | IllegalArgumentException e) {
      throw new ImageException("member " + member + " of " + owner.getName() + " is not here: " + e, e);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new ImageException("member " + member + " of " + owner.getName() + " is not here: " + e, e);
    }
  }

  private static Object allocate() {
    try {
      return U.allocateInstance(TYPE);
    } catch (InstantiationException e) {
      throw new IllegalStateException(TYPE.getName(), e);
    }
  }
}
