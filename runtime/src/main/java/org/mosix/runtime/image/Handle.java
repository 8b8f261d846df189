package org.mosix.runtime.image;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;

/** Method handles that stand for a method, constructor or field; those made of others are refused. */
final class Handle extends Special {

  @Override
  boolean accepts(Class<?> type) {
    return MethodHandle.class.isAssignableFrom(type);
  }

  @Override
  void write(Object o, Walk walk) throws CannotMove, IOException {
    MethodHandle handle = (MethodHandle) o;
    MethodHandleInfo info;
    try {
      info = Raw.TRUSTED.revealDirect(handle);
    } catch (IllegalArgumentException e) {
      throw new CannotMove("method handle " + handle.type() + " that was composed of others (" + o.getClass().getName() + ")", e);
    }
    LambdaRecipe.Member member = LambdaRecipe.Member.of(info);
    member.write(walk.classes);
    walk.out.putByte(handle.isVarargsCollector() ? 1 : 0);
    LambdaRecipe.type(walk.classes, handle.type());
  }

  @Override
  Object read(Build build) throws IOException {
    LambdaRecipe.Member member = LambdaRecipe.Member.read(build.classes);
    boolean varargs = build.in.getByte() != 0;
    java.lang.invoke.MethodType type = LambdaRecipe.type(build.classes);
    try {
      MethodHandle handle = member.find(member.owner());
      if (!handle.type().equals(type)) {
        handle = handle.asType(type);
      }
      return varargs ? handle.asVarargsCollector(type.lastParameterType()) : handle.asFixedArity();
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new ImageException("method handle " + member + " cannot be made here", e);
    }
  }
}
