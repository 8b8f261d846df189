package org.mosix.runtime.syscall;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;

/**
 * A line of the {@link RemoteSyscallTable}: a native method of the JDK and what becomes of a call on a guest.
 *
 * @param index its place in the table, the same at home and on the guest
 * @param owner the declaring class, with slashes
 * @param passing how each argument travels, the receiver first; empty for clocks and refused natives without a descriptor
 * @param descriptorResult true if the int it returns is a file descriptor
 * @param handleResult true if the long it returns is a native address of home
 * @param blocks true if it may wait for ever, and a stop must be able to end that
 * @param reason why this policy; shown to the user if the policy is {@link Policy#REFUSE}
 */
public record NativeMethod(int index, Policy policy, String owner, String name, String descriptor, List<Passing> passing,
    boolean descriptorResult, boolean handleResult, boolean blocks, String reason) {

  /** True for the end of the process. */
  boolean isHalt() {
    return owner.equals("java/lang/Shutdown") && name.equals("halt0");
  }

  /** The JDK's method, or null if the running JDK has none like it. */
  Method find() {
    return DeclaredNatives.find(owner, name, descriptor);
  }

  /** The JDK's own native, callable in spite of its access modifier; the receiver is the first argument. */
  MethodHandle handle() {
    Method method = found();
    try {
      return Modifier.isStatic(method.getModifiers())
          ? Trusted.LOOKUP.unreflect(method)
          : Trusted.LOOKUP.unreflectSpecial(method, method.getDeclaringClass());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(toString(), e);
    }
  }

  /** The native, or what overrides it in the receiver's class. */
  MethodHandle virtualHandle() {
    try {
      return Trusted.LOOKUP.unreflect(found());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(toString(), e);
    }
  }

  private Method found() {
    Method method = find();
    if (method == null) {
      throw new IllegalStateException(this + ": not a native method of Java " + Runtime.version());
    }
    return method;
  }

  static String typeOf(Method method) {
    return MethodType.methodType(method.getReturnType(), method.getParameterTypes()).toMethodDescriptorString();
  }

  String className() {
    return owner.replace('/', '.');
  }

  @Override
  public String toString() {
    return className() + '.' + name + descriptor;
  }
}
