package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.lang.invoke.CallSite;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.mosix.runtime.jvm.PerClass;

/**
 * How to make a lambda proxy class again: what the JDK's metafactory was asked. Proxy classes are hidden and have no name to find them
 * by, so the same recipe stands for the same class for the life of a JVM, however often the process comes and goes.
 */
record LambdaRecipe(Class<?> caller, String name, MethodType factoryType, MethodType interfaceMethod, Member implementation,
    MethodType dynamicMethod, boolean serializable, List<Class<?>> interfaces, List<MethodType> bridges) {

  /** The method behind a lambda or method reference. */
  record Member(int kind, Class<?> owner, String name, MethodType type) {

    static Member of(MethodHandleInfo info) {
      return new Member(info.getReferenceKind(), info.getDeclaringClass(), info.getName(), info.getMethodType());
    }

    void write(ClassesOut out) throws CannotMove, IOException {
      out.number(kind);
      out.put(owner);
      out.text(name);
      LambdaRecipe.type(out, type);
    }

    static Member read(ClassesIn in) throws IOException {
      return new Member(in.number(), in.take(), in.text(), LambdaRecipe.type(in));
    }

    /** The handle, looked up with all rights; methods of the JDK as by the caller, whom some of them ask for. */
    MethodHandle find(Class<?> caller) throws ReflectiveOperationException {
      MethodHandles.Lookup lookup = Jdk.owns(owner) ? Raw.TRUSTED.in(caller) : Raw.TRUSTED;
      switch (kind) {
        case MethodHandleInfo.REF_invokeStatic:
          return lookup.findStatic(owner, name, type);
        case MethodHandleInfo.REF_newInvokeSpecial:
          return Raw.TRUSTED.findConstructor(owner, type);
        case MethodHandleInfo.REF_invokeSpecial:
          return Raw.TRUSTED.findSpecial(owner, name, type, caller);
        case MethodHandleInfo.REF_invokeVirtual:
        case MethodHandleInfo.REF_invokeInterface:
          return lookup.findVirtual(owner, name, type);
        case MethodHandleInfo.REF_getField:
          return Raw.TRUSTED.findGetter(owner, name, type.returnType());
        case MethodHandleInfo.REF_putField:
          return Raw.TRUSTED.findSetter(owner, name, type.parameterType(0));
        case MethodHandleInfo.REF_getStatic:
          return Raw.TRUSTED.findStaticGetter(owner, name, type.returnType());
        case MethodHandleInfo.REF_putStatic:
          return Raw.TRUSTED.findStaticSetter(owner, name, type.parameterType(0));
        default:
          throw new NoSuchMethodException(owner.getName() + "." + name + ": reference kind " + kind);
      }
    }
  }

  /** Both directions, for as long as the classes live: there are as many as the program has lambda expressions. */
  private static final PerClass<AtomicReference<LambdaRecipe>> RECIPES = new PerClass<>(AtomicReference::new);

  /** By class of the caller. */
  private static final PerClass<Map<LambdaRecipe, Class<?>>> PROXIES = new PerClass<>(ConcurrentHashMap::new);

  static LambdaRecipe of(Class<?> proxy, LambdaRecipes recorded) throws CannotMove {
    LambdaRecipe known = RECIPES.get(proxy).get();
    if (known != null) {
      return known;
    }
    Object factory = recorded.factoryOf(proxy);
    LambdaRecipe recipe = factory != null ? of(factory) : ProxyAnatomy.recipe(proxy);
    RECIPES.get(proxy).set(recipe);
    PROXIES.get(recipe.caller).putIfAbsent(recipe, proxy);
    return recipe;
  }

  /** Not of hashes of classes, which change where a process arrives. */
  @Override
  public int hashCode() {
    return Objects.hash(name, implementation.name, implementation.owner.getName(), interfaceMethod.parameterCount());
  }

  private static LambdaRecipe of(Object factory) {
    return new LambdaRecipe((Class<?>) get(factory, "targetClass"), (String) get(factory, "interfaceMethodName"),
        (MethodType) get(factory, "factoryType"), (MethodType) get(factory, "interfaceMethodType"),
        Member.of((MethodHandleInfo) get(factory, "implInfo")), (MethodType) get(factory, "dynamicMethodType"),
        U.getBoolean(factory, Raw.offset(factory.getClass(), "isSerializable")),
        List.of((Class<?>[]) get(factory, "altInterfaces")), List.of((MethodType[]) get(factory, "altMethods")));
  }

  private static Object get(Object factory, String name) {
    return U.getReference(factory, Raw.offset(factory.getClass(), name));
  }

  void write(ClassesOut out) throws CannotMove, IOException {
    out.put(caller);
    out.text(name);
    type(out, factoryType);
    type(out, interfaceMethod);
    implementation.write(out);
    type(out, dynamicMethod);
    out.number(serializable ? 1 : 0);
    out.classes(interfaces.toArray(new Class<?>[0]));
    out.number(bridges.size());
    for (MethodType bridge : bridges) {
      type(out, bridge);
    }
  }

  static void type(ClassesOut out, MethodType type) throws CannotMove, IOException {
    out.put(type.returnType());
    out.classes(type.parameterArray());
  }

  static MethodType type(ClassesIn in) throws IOException {
    Class<?> result = in.take();
    Class<?>[] parameters = in.classes();
    try {
      return MethodType.methodType(result, parameters);
    } catch (IllegalArgumentException e) {
      throw in.damaged("method type of " + parameters.length + " parameters: " + e.getMessage());
    }
  }

  static LambdaRecipe read(ClassesIn in) throws IOException {
    Class<?> caller = in.take();
    String name = in.text();
    MethodType factoryType = type(in);
    MethodType interfaceMethod = type(in);
    Member implementation = Member.read(in);
    MethodType dynamicMethod = type(in);
    boolean serializable = in.number() != 0;
    List<Class<?>> interfaces = List.of(in.classes());
    int n = in.count(0xffff);
    List<MethodType> bridges = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      bridges.add(type(in));
    }
    return new LambdaRecipe(caller, name, factoryType, interfaceMethod, implementation, dynamicMethod, serializable, interfaces,
        List.copyOf(bridges));
  }

  /** The proxy class of this recipe: the one it was taken from, the one made before, or a new one. */
  Class<?> proxy() throws ImageException {
    Class<?> known = PROXIES.get(caller).get(this);
    if (known != null) {
      return known;
    }
    Class<?> made = spin();
    RECIPES.get(made).set(this);
    PROXIES.get(caller).put(this, made);
    return made;
  }

  private Class<?> spin() throws ImageException {
    try {
      CallSite site = LambdaMetafactory.altMetafactory(Raw.TRUSTED.in(caller), name, factoryType, arguments());
      Object[] nothing = new Object[factoryType.parameterCount()];
      for (int i = 0; i < nothing.length; i++) {
        nothing[i] = zero(factoryType.parameterType(i));
      }
      return site.getTarget().invokeWithArguments(nothing).getClass();
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      throw new ImageException("lambda of " + caller.getName() + " for " + factoryType.returnType().getName() + "." + name
          + " cannot be made here: " + e, e);
    }
  }

  private Object[] arguments() throws ReflectiveOperationException {
    int flags = (serializable ? LambdaMetafactory.FLAG_SERIALIZABLE : 0) | LambdaMetafactory.FLAG_MARKERS | LambdaMetafactory.FLAG_BRIDGES;
    List<Object> arguments = new ArrayList<>();
    arguments.add(interfaceMethod);
    arguments.add(implementation.find(caller));
    arguments.add(dynamicMethod);
    arguments.add(flags);
    arguments.add(interfaces.size());
    arguments.addAll(interfaces);
    arguments.add(bridges.size());
    arguments.addAll(bridges);
    return arguments.toArray();
  }

  private static Object zero(Class<?> type) {
    return type.isPrimitive() ? java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(type, 1), 0) : null;
  }
}
