package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;

/**
 * Method handles. Those that stand for a member are made again from it; the others are copied by structure: bound values, and the
 * form, which is compiled where it arrives.
 */
final class Handle extends Special {

  private static final Class<?> DIRECT = Raw.jdkClass("java.lang.invoke.DirectMethodHandle");
  private static final Class<?> SPECIAL = Raw.jdkClass("java.lang.invoke.DirectMethodHandle$Special");
  private static final Class<?> INTERFACE = Raw.jdkClass("java.lang.invoke.DirectMethodHandle$Interface");
  private static final long MEMBER = Raw.offset(DIRECT, "member");
  private static final long CRACKABLE = Raw.offset(DIRECT, "crackable");
  private static final long CALLER = Raw.offset(SPECIAL, "caller");
  private static final long VIEW = Raw.offset(INTERFACE, "refc");
  private static final MethodHandle MAKE = make("make", byte.class, Class.class, ResolvedMember.TYPE, Class.class);
  private static final MethodHandle MAKE_CONSTRUCTOR = make("make", ResolvedMember.TYPE);
  private static final MethodHandle VIEW_AS =
      Raw.find(MethodHandle.class, "viewAsType", MethodType.methodType(MethodHandle.class, MethodType.class, boolean.class));

  private static MethodHandle make(String name, Class<?>... parameters) {
    MethodHandle made = Raw.findStatic(DIRECT, name, MethodType.methodType(DIRECT, parameters));
    return made.asType(made.type().generic());
  }

  /** The class of the member that a handle stands for; null if it is composed of others. */
  static Class<?> owner(Object handle) {
    return DIRECT.isInstance(handle) ? ResolvedMember.owner(U.getReference(handle, MEMBER)) : null;
  }

  @Override
  boolean accepts(Class<?> type) {
    return MethodHandle.class.isAssignableFrom(type);
  }

  @Override
  void write(Object o, Walk walk) throws CannotMove, IOException {
    boolean direct = DIRECT.isInstance(o);
    walk.out.putByte(direct ? 1 : 0);
    if (!direct) {
      walk.classes.put(o.getClass());
      walk.fieldsFollow(o);
      return;
    }
    Object member = U.getReference(o, MEMBER);
    ResolvedMember.write(member, walk.classes);
    walk.classes.put(SPECIAL.isInstance(o) ? (Class<?>) U.getReference(o, CALLER)
        : INTERFACE.isInstance(o) ? (Class<?>) U.getReference(o, VIEW) : ResolvedMember.owner(member));
    walk.out.putByte(SPECIAL.isInstance(o) ? MethodHandleInfo.REF_invokeSpecial : ResolvedMember.kind(member));
    walk.out.putByte(U.getBoolean(o, CRACKABLE) ? 1 : 0);
    LambdaRecipe.type(walk.classes, ((MethodHandle) o).type());
  }

  @Override
  Object read(Build build) throws IOException {
    if (build.in.getByte() == 0) {
      return composed(build);
    }
    Object member = ResolvedMember.read(build.classes);
    Class<?> from = build.classes.take();
    byte kind = (byte) build.in.getByte();
    boolean crackable = build.in.getByte() != 0;
    MethodType type = LambdaRecipe.type(build.classes);
    try {
      boolean special = kind == MethodHandleInfo.REF_invokeSpecial;
      Class<?> seen = kind == MethodHandleInfo.REF_invokeInterface ? from : special ? type.parameterType(0) : ResolvedMember.owner(member);
      Object handle = kind == MethodHandleInfo.REF_newInvokeSpecial ? MAKE_CONSTRUCTOR.invokeExact(member)
          : MAKE.invokeExact((Object) kind, (Object) seen, member, special ? (Object) from : null);
      if (!((MethodHandle) handle).type().equals(type)) {
        handle = (MethodHandle) VIEW_AS.invokeExact((MethodHandle) handle, type, false);
      }
      U.putBoolean(handle, CRACKABLE, crackable);
      return handle;
    } catch (Error | IOException e) {
      throw e;
    } catch (Throwable e) {
      throw new ImageException("method handle " + member + " cannot be made here: " + e, e);
    }
  }

  private Object composed(Build build) throws IOException {
    Class<?> type = build.classes.take();
    if (!accepts(type) || Modifier.isAbstract(type.getModifiers())) {
      throw build.in.damaged(type.getName() + " as a method handle");
    }
    return build.withFields(type);
  }
}
