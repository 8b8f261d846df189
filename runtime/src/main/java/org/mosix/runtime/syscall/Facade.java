package org.mosix.runtime.syscall;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ATHROW;
import static org.objectweb.asm.Opcodes.GETSTATIC;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.PUTSTATIC;
import static org.objectweb.asm.Opcodes.V17;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Modifier;
import org.mosix.boot.SysHandles;
import org.mosix.runtime.cache.ClassCache;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;

/**
 * Generates the boot class that rewritten code calls: one static method per native, with the receiver as the first argument. It asks
 * {@link Route} whether the call goes home; if not it calls the JDK's own native through a constant method handle, which the compilers
 * inline; so does it for files that are open here, too ({@link DirectUse}). Reference parameters are {@code Object}: many of their classes are private to the JDK.
 */
final class Facade {

  static final String NAME = "org/mosix/boot/SysFacade";
  /** Its name in the cache, where {@link #NAME} stands for what the transformer makes of it. */
  private static final String GENERATED = "generated/SysFacade";
  static final String CLOCK = "org/mosix/boot/GuestClock";
  private static final String NUMBERS = "org/mosix/boot/SysNumbers";

  static final Type SYS = Type.getObjectType("org/mosix/boot/Sys");
  static final Type STACK = Type.getObjectType("org/mosix/boot/SysStack");
  static final Type HANDLE = Type.getType(MethodHandle.class);
  private static final Type HANDLES = Type.getObjectType("org/mosix/boot/SysHandles");
  private static final Type OVERRIDES = Type.getObjectType("org/mosix/boot/SysOverrides");
  private static final Type OBJECT = Type.getType(Object.class);
  static final Type THROWABLE = Type.getType(Throwable.class);

  private static Class<?> defined;

  private Facade() {}

  /** Defines and initialises the class on the boot loader; once per JVM. */
  static synchronized void define(ClassCache cache) {
    if (defined == null) {
      byte[] bytes = bytes(cache);
      SysHandles.hand(natives());
      defined = Trusted.UNSAFE.defineClass(NAME, bytes, 0, bytes.length, null, null);
      Trusted.UNSAFE.ensureClassInitialized(defined);
      SysHandles.hand(null);
    }
  }

  /** The name of the method for a native. */
  static String nameOf(NativeMethod method) {
    return method.policy().isLocal() ? method.name() : method.name() + '_' + method.index();
  }

  static String ownerOf(NativeMethod method) {
    return switch (method.policy()) {
      case CLOCK -> CLOCK;
      case NUMBER -> NUMBERS;
      default -> NAME;
    };
  }

  /** The descriptor of the method for a native. */
  static String descriptorOf(NativeMethod method, boolean isStatic) {
    StringBuilder descriptor = new StringBuilder("(");
    if (!isStatic) {
      descriptor.append(OBJECT.getDescriptor());
    }
    for (Type parameter : Type.getArgumentTypes(method.descriptor())) {
      descriptor.append(parameter.getSort() < Type.ARRAY ? parameter.getDescriptor() : OBJECT.getDescriptor());
    }
    return descriptor.append(')').append(Type.getReturnType(method.descriptor()).getDescriptor()).toString();
  }

  private static byte[] bytes(ClassCache cache) {
    byte[] layout = Streams.layout();
    byte[] known = cache.find(GENERATED, layout);
    if (known != null) {
      return known;
    }
    byte[] generated = generate();
    cache.add(GENERATED, layout, generated);
    return generated;
  }

  /** By index of the native; those for virtual calls in the second half. */
  private static MethodHandle[] natives() {
    int count = RemoteSyscallTable.all().size();
    MethodHandle[] natives = new MethodHandle[2 * count];
    for (NativeMethod method : RemoteSyscallTable.all()) {
      java.lang.reflect.Method found = method.find();
      if (found != null && !method.policy().isLocal()) {
        natives[method.index()] = Erasure.of(method.handle());
        if (Overridable.is(found)) {
          natives[count + method.index()] = Erasure.of(method.virtualHandle());
        }
      }
    }
    return natives;
  }

  private static byte[] generate() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES | ClassWriter.COMPUTE_MAXS) {
      @Override
      protected String getCommonSuperClass(String one, String other) {
        return OBJECT.getInternalName();
      }
    };
    writer.visit(V17, ACC_PUBLIC | ACC_FINAL, NAME, null, OBJECT.getInternalName(), null);
    GeneratorAdapter init = method(writer, ACC_STATIC, new Method("<clinit>", "()V"));
    for (NativeMethod method : RemoteSyscallTable.all()) {
      java.lang.reflect.Method found = method.find();
      if (found == null || method.policy().isLocal()) {
        continue;
      }
      boolean isStatic = Modifier.isStatic(found.getModifiers());
      String descriptor = descriptorOf(method, isStatic);
      String field = constant(writer, init, "NATIVE_" + method.index(), method.index());
      if (Overridable.is(found)) {
        String virtual = constant(writer, init, "VIRTUAL_" + method.index(),
            RemoteSyscallTable.all().size() + method.index());
        dispatch(method(writer, ACC_PUBLIC | ACC_STATIC, new Method(Overridable.facadeOf(method), descriptor)), method, virtual,
            descriptor);
      }
      body(method(writer, ACC_PUBLIC | ACC_STATIC, new Method(nameOf(method), descriptor)), method, isStatic, field, descriptor);
    }
    init.returnValue();
    init.endMethod();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static String constant(ClassWriter writer, GeneratorAdapter init, String field, int index) {
    writer.visitField(ACC_PRIVATE | ACC_STATIC | ACC_FINAL, field, HANDLE.getDescriptor(), null, null).visitEnd();
    init.push(index);
    init.invokeStatic(HANDLES, new Method("take", HANDLE, new Type[] {Type.INT_TYPE}));
    init.visitFieldInsn(PUTSTATIC, NAME, field, HANDLE.getDescriptor());
    return field;
  }

  /** A virtual call: to the override of the receiver's class, if there is one, else to the facade of the native. */
  private static void dispatch(GeneratorAdapter code, NativeMethod method, String field, String descriptor) {
    Label plain = new Label();
    code.loadArg(0);
    code.push(method.name());
    code.invokeStatic(OVERRIDES, new Method("has", "(Ljava/lang/Object;Ljava/lang/String;)Z"));
    code.visitJumpInsn(IFEQ, plain);
    code.visitFieldInsn(GETSTATIC, NAME, field, HANDLE.getDescriptor());
    code.loadArgs();
    code.visitMethodInsn(INVOKEVIRTUAL, HANDLE.getInternalName(), "invokeExact", descriptor, false);
    code.returnValue();
    code.mark(plain);
    code.loadArgs();
    code.visitMethodInsn(INVOKESTATIC, NAME, nameOf(method), descriptor, false);
    code.returnValue();
    code.endMethod();
  }

  private static GeneratorAdapter method(ClassWriter writer, int access, Method method) {
    GeneratorAdapter code = new GeneratorAdapter(access, method, null, null, writer);
    code.visitCode();
    return code;
  }

  private static void body(GeneratorAdapter code, NativeMethod method, boolean isStatic, String field, String descriptor) {
    Type result = Type.getReturnType(descriptor);
    Label local = new Label();
    Route.of(method, isStatic).test(code);
    code.visitJumpInsn(IFEQ, local);
    int file = DirectUse.argument(method);
    if (file >= 0) {
      new DirectUse(code, method, file).call(field, descriptor);
    }
    code.push(method.index());
    code.loadArgArray();
    code.invokeStatic(SYS, new Method(method.blocks() ? "callBlocking" : "call", OBJECT, new Type[] {Type.INT_TYPE, Type.getType(Object[].class)}));
    if (result == Type.VOID_TYPE) {
      code.pop();
    } else {
      code.unbox(result);
    }
    code.returnValue();
    callLocal(code, local, field, descriptor);
  }

  private static void callLocal(GeneratorAdapter code, Label local, String field, String descriptor) {
    Label end = new Label();
    Label failed = new Label();
    code.visitTryCatchBlock(local, end, failed, THROWABLE.getInternalName());
    code.mark(local);
    code.visitFieldInsn(GETSTATIC, NAME, field, HANDLE.getDescriptor());
    code.loadArgs();
    code.visitMethodInsn(INVOKEVIRTUAL, HANDLE.getInternalName(), "invokeExact", descriptor, false);
    code.returnValue();
    code.mark(end);
    code.mark(failed);
    code.visitMethodInsn(INVOKESTATIC, STACK.getInternalName(), "withoutMosix", "(Ljava/lang/Throwable;)Ljava/lang/Throwable;", false);
    code.visitInsn(ATHROW);
    code.endMethod();
  }
}
