package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.ref.SoftReference;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The hidden classes through which method handles call native functions ({@code Linker.downcallHandle}). The linker makes one for each signature and
 * keeps it; an image has the signatures in front of everything else, and the target's linker has classes of the same code.
 */
final class Downcalls {

  private static final String MAKER = "jdk.internal.foreign.abi.DowncallLinker";
  private static final String STUB = "jdk.internal.foreign.abi.DowncallStub";

  /** Offsets and methods of the linker, which is not there before Java 22. */
  private static final class Linker {
    private static final String ABI = "jdk.internal.foreign.abi.";
    private static final Class<?> CLASS = Raw.jdkClass(ABI + "AbstractLinker");
    private static final Class<?> FUNCTION = Raw.jdkClass("java.lang.foreign.FunctionDescriptor");
    private static final Class<?> OPTIONS = Raw.jdkClass("java.lang.foreign.Linker$Option").arrayType();
    private static final Class<?> REQUEST = Raw.jdkClass(ABI + "AbstractLinker$LinkRequest");
    private static final Class<?> CACHE = Raw.jdkClass(ABI + "SoftReferenceCache");
    private static final Class<?> NODE = Raw.jdkClass(ABI + "SoftReferenceCache$Node");
    private static final MethodHandle LINK =
        Raw.find(CLASS, "downcallHandle0", MethodType.methodType(MethodHandle.class, FUNCTION, OPTIONS)).asFixedArity();
    private static final Object INSTANCE = Raw.call(Raw.findStatic(Raw.jdkClass(ABI + "SharedUtils"), "getSystemLinker",
        MethodType.methodType(Raw.jdkClass("java.lang.foreign.Linker"))));

    private Linker() {}

    private static Object get(Object o, Class<?> type, String field) {
      return U.getReference(o, Raw.offset(type, field));
    }

    /** Adds the signatures (a {@code FunctionDescriptor} and an array of options) and their classes. */
    static void collect(Downcalls into) {
      Object cache = get(INSTANCE, CLASS, "DOWNCALL_CACHE");
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) get(cache, CACHE, "cache")).entrySet()) {
        SoftReference<?> known = (SoftReference<?>) get(entry.getValue(), NODE, "ref");
        Object handle = known == null ? null : known.get();
        if (handle != null) {
          Object options = get(entry.getKey(), REQUEST, "options");
          Object[] all = ((Map<?, ?>) get(options, options.getClass(), "optionsMap")).values().toArray();
          into.add(stub(handle), new Object[] {get(entry.getKey(), REQUEST, "descriptor"), all});
        }
      }
    }

    static Class<?> link(Object[] signature) throws Throwable {
      Object[] all = (Object[]) signature[1];
      Object options = Array.newInstance(OPTIONS.getComponentType(), all.length);
      System.arraycopy(all, 0, options, 0, all.length);
      return stub((Object) LINK.invoke(INSTANCE, signature[0], options));
    }

    /** The class that a handle calls at last; null if there is none. */
    private static Class<?> stub(Object handle) {
      Class<?> owner = Handle.owner(handle);
      if (owner != null) {
        return is(owner) ? owner : null;
      }
      for (Class<?> type = handle.getClass(); type != MethodHandle.class; type = type.getSuperclass()) {
        for (Field field : Raw.declaredFields(type)) {
          if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
            Object part = U.getReference(handle, U.objectFieldOffset(field));
            Class<?> found = part instanceof MethodHandle ? stub(part) : null;
            if (found != null) {
              return found;
            }
          }
        }
      }
      return null;
    }
  }

  private final List<Object> signatures = new ArrayList<>();
  private final Map<Class<?>, Integer> numbers = new IdentityHashMap<>();

  static Downcalls none() {
    return new Downcalls();
  }

  /** Those of this JVM, which has loaded these classes. */
  static Downcalls among(Class<?>[] loaded) {
    Downcalls all = new Downcalls();
    for (Class<?> type : loaded) {
      if (type.getName().equals(MAKER) && !U.shouldBeInitialized(type)) {
        Linker.collect(all);
      }
    }
    return all;
  }

  private void add(Class<?> stub, Object[] signature) {
    if (stub != null) {
      numbers.put(stub, signatures.size());
      signatures.add(signature);
    }
  }

  static boolean is(Class<?> type) {
    return type.isHidden() && type.getClassLoader() == null && type.getName().startsWith(STUB);
  }

  /** What an image begins with. */
  Object[] signatures() {
    return signatures.toArray();
  }

  /** @throws CannotMove if the linker has forgotten the signature, which it does when memory is short */
  int number(Class<?> stub) throws CannotMove {
    Integer number = numbers.get(stub);
    if (number == null) {
      throw new CannotMove("a native function is held whose signature is not known any more (" + stub.getName() + ")");
    }
    return number;
  }

  /** The classes of these signatures in this JVM. */
  static List<Class<?>> link(Object signatures) throws IOException {
    List<Class<?>> classes = new ArrayList<>();
    for (Object signature : (Object[]) signatures) {
      try {
        classes.add(Linker.link((Object[]) signature));
      } catch (Error e) {
        throw e;
      } catch (Throwable e) {
        throw new ImageException("native functions of the signature " + ((Object[]) signature)[0] + " cannot be linked here: " + e, e);
      }
    }
    return classes;
  }
}
