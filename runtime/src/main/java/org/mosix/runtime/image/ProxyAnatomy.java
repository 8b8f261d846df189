package org.mosix.runtime.image;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/**
 * The recipe of a lambda proxy that nobody recorded (linked before the agent was there, or taken from the JDK's archive), read off the
 * class itself: its interfaces, its constructor, its method, and the one method its constant pool says it calls.
 */
final class ProxyAnatomy {

  private static final Class<?> POOL = Raw.jdkClass("jdk.internal.reflect.ConstantPool");
  private static final MethodHandle SIZE = Raw.find(POOL, "getSize", MethodType.methodType(int.class));
  private static final MethodHandle TAG =
      Raw.find(POOL, "getTagAt", MethodType.methodType(Raw.jdkClass("jdk.internal.reflect.ConstantPool$Tag"), int.class));
  private static final MethodHandle MEMBER =
      Raw.find(POOL, "getMemberRefInfoAt", MethodType.methodType(String[].class, int.class));

  private final Class<?> proxy;

  private ProxyAnatomy(Class<?> proxy) {
    this.proxy = proxy;
  }

  static LambdaRecipe recipe(Class<?> proxy) throws CannotMove {
    if (!proxy.getName().contains("$$Lambda") || proxy.getInterfaces().length == 0) {
      throw new CannotMove("an object of the hidden class " + proxy.getName() + ", which is no lambda");
    }
    try {
      return new ProxyAnatomy(proxy).recipe();
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new CannotMove("the lambda " + proxy.getName() + " was not recorded and cannot be read: " + e, e);
    }
  }

  private LambdaRecipe recipe() throws ReflectiveOperationException {
    Constructor<?> constructor = ReflectedMember.constructors(proxy)[0];
    List<MethodType> methods = new ArrayList<>();
    String name = null;
    boolean serializable = false;
    for (Method method : ReflectedMember.methods(proxy)) {
      if (Modifier.isStatic(method.getModifiers())) {
        continue;
      }
      if (method.getName().equals("writeReplace") && method.getReturnType() == Object.class) {
        serializable = true;
        continue;
      }
      name = method.getName();
      methods.add(MethodType.methodType(method.getReturnType(), method.getParameterTypes()));
    }
    if (name == null) {
      throw new NoSuchMethodException("no method");
    }
    List<Class<?>> interfaces = List.of(proxy.getInterfaces());
    LambdaRecipe.Member implementation = implementation();
    MethodType factory = MethodType.methodType(interfaces.get(0), constructor.getParameterTypes());
    return new LambdaRecipe(proxy.getNestHost(), name, factory, methods.get(0), implementation,
        dynamic(methods.get(0), implementation, factory.parameterCount()), serializable, interfaces.subList(1, interfaces.size()),
        List.copyOf(methods.subList(1, methods.size())));
  }

  /** The called method that is neither the super constructor nor a conversion of boxes, unless there is no other. */
  private LambdaRecipe.Member implementation() throws ReflectiveOperationException {
    String[] found = null;
    for (String[] member : calls()) {
      if (member[1].equals("<init>") && member[0].equals("java/lang/Object")) {
        continue;
      }
      if (found == null || conversion(found)) {
        found = member;
      }
    }
    if (found == null) {
      return new LambdaRecipe.Member(MethodHandleInfo.REF_newInvokeSpecial, Object.class, "<init>", MethodType.methodType(void.class));
    }
    Class<?> owner = Class.forName(found[0].replace('/', '.'), false, proxy.getClassLoader());
    MethodType type = MethodType.fromMethodDescriptorString(found[2], proxy.getClassLoader());
    return new LambdaRecipe.Member(kind(owner, found[1], type), owner, found[1], type);
  }

  private static boolean conversion(String[] member) {
    return member[0].startsWith("java/lang/") && (member[1].equals("valueOf") || member[1].endsWith("Value"));
  }

  private List<String[]> calls() throws ReflectiveOperationException {
    List<String[]> calls = new ArrayList<>();
    try {
      Object pool = Literals.pool(proxy);
      for (int i = 1; i < (int) SIZE.invoke(pool); i++) {
        String tag = String.valueOf(TAG.invoke(pool, i));
        if (tag.equals("METHODREF") || tag.equals("INTERFACEMETHODREF")) {
          calls.add((String[]) MEMBER.invoke(pool, i));
        }
      }
      return calls;
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new ReflectiveOperationException("constant pool", e);
    }
  }

  private static int kind(Class<?> owner, String name, MethodType type) throws NoSuchMethodException {
    if (name.equals("<init>")) {
      return MethodHandleInfo.REF_newInvokeSpecial;
    }
    Executable method = method(owner, name, type);
    if (method == null) {
      throw new NoSuchMethodException(owner.getName() + "." + name + type);
    }
    if (Modifier.isStatic(method.getModifiers())) {
      return MethodHandleInfo.REF_invokeStatic;
    }
    if (!owner.isInterface()) {
      return MethodHandleInfo.REF_invokeVirtual;
    }
    return Modifier.isPrivate(method.getModifiers()) ? MethodHandleInfo.REF_invokeSpecial : MethodHandleInfo.REF_invokeInterface;
  }

  private static Executable method(Class<?> owner, String name, MethodType type) {
    for (Class<?> c = owner; c != null; c = c.getSuperclass()) {
      for (Method method : ReflectedMember.methods(c)) {
        if (method.getName().equals(name) && MethodType.methodType(method.getReturnType(), method.getParameterTypes()).equals(type)) {
          return method;
        }
      }
    }
    for (Method method : owner.getMethods()) {
      if (method.getName().equals(name) && MethodType.methodType(method.getReturnType(), method.getParameterTypes()).equals(type)) {
        return method;
      }
    }
    return null;
  }

  /** The interface method's type as this lambda sees it: as specific as what the implementation takes. */
  private static MethodType dynamic(MethodType erased, LambdaRecipe.Member implementation, int captured) {
    MethodType takes = implementation.type();
    boolean receiver = implementation.kind() != MethodHandleInfo.REF_invokeStatic
        && implementation.kind() != MethodHandleInfo.REF_newInvokeSpecial;
    if (receiver) {
      takes = takes.insertParameterTypes(0, implementation.owner());
    }
    MethodType dynamic = erased;
    for (int i = 0; i < erased.parameterCount(); i++) {
      Class<?> given = erased.parameterType(i);
      Class<?> taken = takes.parameterType(captured + i);
      if (!given.isPrimitive()) {
        Class<?> boxed = MethodType.methodType(taken).wrap().returnType();
        dynamic = dynamic.changeParameterType(i, boxed.isAssignableFrom(given) ? given : boxed);
      }
    }
    Class<?> result = takes.returnType();
    if (!erased.returnType().isPrimitive() && result.isPrimitive() && result != void.class) {
      dynamic = dynamic.changeReturnType(MethodType.methodType(result).wrap().returnType());
    }
    return dynamic;
  }
}
