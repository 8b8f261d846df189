package org.mosix.runtime.resume;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.mosix.instrument.AccessRules;
import org.mosix.instrument.ResumeClass;
import org.mosix.runtime.classes.ClassCatalog;
import org.mosix.runtime.jvm.Internals;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Looks up, in the loaded class a frame belongs to, the members that its resume class needs help with. */
final class HostAccess implements AccessRules {

  private static final MethodHandle DECLARED_METHODS =
      Internals.method(Class.class, "getDeclaredMethods0", boolean.class);
  private static final MethodHandle DECLARED_FIELDS =
      Internals.method(Class.class, "getDeclaredFields0", boolean.class);

  private static final MethodHandle FIND_LOADED = Internals.method(ClassLoader.class, "findLoadedClass0", String.class);
  private static final String OBJECT = "java/lang/Object";

  private final Class<?> host;
  private final ClassCatalog catalog;

  HostAccess(Class<?> host, ClassCatalog catalog) {
    this.host = host;
    this.catalog = catalog;
  }

  @Override
  public boolean inherits(String owner) {
    return superclass(owner) != null;
  }

  /** Null if {@code owner} is not the host or above it. */
  private Class<?> superclass(String owner) {
    for (Class<?> type = host; type != null; type = type.getSuperclass()) {
      if (Type.getInternalName(type).equals(owner)) {
        return type;
      }
    }
    return null;
  }

  @Override
  public boolean isForeignProtectedMethod(String owner, String name, String descriptor) {
    for (Class<?> type = superclass(owner); type != null; type = type.getSuperclass()) {
      Integer modifiers = DeclaredMembers.of(type, catalog).method(name, descriptor);
      if (modifiers != null) {
        return isForeignProtected(type, modifiers);
      }
    }
    return false;
  }

  @Override
  public boolean isForeignProtectedField(String owner, String name, String descriptor) {
    for (Class<?> type = superclass(owner); type != null; type = type.getSuperclass()) {
      Integer modifiers = DeclaredMembers.of(type, catalog).field(name, descriptor);
      if (modifiers != null) {
        return isForeignProtected(type, modifiers);
      }
    }
    return false;
  }

  @Override
  public String commonSuperclass(String one, String other) {
    Class<?> a = linked(one);
    Class<?> b = linked(other);
    if (a == null || b == null || a.isInterface() || b.isInterface()) {
      return OBJECT;
    }
    while (!a.isAssignableFrom(b)) {
      a = a.getSuperclass();
    }
    return Type.getInternalName(a);
  }

  /** The verifier has loaded what it had to compare; anything else is as good as an object to it. No code of the program's runs. */
  private Class<?> linked(String internalName) {
    String name = internalName.replace('/', '.');
    try {
      for (ClassLoader loader = host.getClassLoader(); !ClassCatalog.isJdk(loader); loader = loader.getParent()) {
        Class<?> found = (Class<?>) FIND_LOADED.invokeExact(loader, name);
        if (found != null) {
          return found;
        }
      }
      return Class.forName(name, false, ClassLoader.getPlatformClassLoader());
    } catch (ClassNotFoundException e) {
      return null;
    } catch (Throwable e) {
      throw new IllegalStateException("the classes that " + host.getName() + " sees cannot be looked up", e);
    }
  }

  private boolean isForeignProtected(Class<?> declaring, int modifiers) {
    boolean samePackage =
        declaring.getClassLoader() == host.getClassLoader() && declaring.getPackageName().equals(host.getPackageName());
    return Modifier.isProtected(modifiers) && !samePackage;
  }

  @Override
  public long offset(String name, String descriptor) {
    Integer modifiers = DeclaredMembers.of(host, catalog).field(name, descriptor);
    if (modifiers == null || Modifier.isStatic(modifiers)) {
      throw new IllegalStateException("no field " + name + " in " + host.getName());
    }
    if (!DeclaredMembers.of(host, catalog).isOnlyField(name)) {
      for (Field field : fields(host)) {
        if (field.getName().equals(name) && Type.getDescriptor(field.getType()).equals(descriptor)) {
          return Internals.UNSAFE.objectFieldOffset(field);
        }
      }
    }
    // By name, without a look at the types of all fields.
    return Internals.UNSAFE.objectFieldOffset(host, name);
  }

  /** A handle with exactly the type of the helper that calls it. */
  MethodHandle handle(ResumeClass.SpecialMember member) {
    ClassLoader loader = host.getClassLoader();
    try {
      Class<?> owner = Class.forName(member.owner().replace('/', '.'), false, loader);
      String name = member.name();
      if (member.kind() <= Opcodes.H_PUTSTATIC) {
        Class<?> type = MethodType.fromMethodDescriptorString("()" + member.descriptor(), loader).returnType();
        return field(member.kind(), owner, name, type);
      }
      MethodType type = MethodType.fromMethodDescriptorString(member.descriptor(), loader);
      return switch (member.kind()) {
        case Opcodes.H_INVOKESTATIC -> Internals.TRUSTED.findStatic(owner, name, type);
        case Opcodes.H_INVOKESPECIAL -> MethodHandles.privateLookupIn(host, Internals.TRUSTED)
            .findSpecial(owner, name, type, host);
        default -> Internals.TRUSTED.findVirtual(owner, name, type).asType(type.insertParameterTypes(0, owner));
      };
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("member " + member + " of " + host.getName() + " is not accessible", e);
    }
  }

  private MethodHandle field(int kind, Class<?> owner, String name, Class<?> type) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = Internals.TRUSTED;
    return switch (kind) {
      case Opcodes.H_GETFIELD -> lookup.findGetter(owner, name, type).asType(MethodType.methodType(type, owner));
      case Opcodes.H_PUTFIELD -> lookup.findSetter(owner, name, type).asType(MethodType.methodType(void.class, owner, type));
      case Opcodes.H_GETSTATIC -> lookup.findStaticGetter(owner, name, type);
      default -> lookup.findStaticSetter(owner, name, type);
    };
  }

  static Method[] methods(Class<?> type) {
    try {
      return (Method[]) DECLARED_METHODS.invokeExact(type, false);
    } catch (Throwable e) {
      throw new IllegalStateException("the methods of " + type.getName() + " cannot be listed", e);
    }
  }

  static Field[] fields(Class<?> type) {
    try {
      return (Field[]) DECLARED_FIELDS.invokeExact(type, false);
    } catch (Throwable e) {
      throw new IllegalStateException("the fields of " + type.getName() + " cannot be listed", e);
    }
  }
}
