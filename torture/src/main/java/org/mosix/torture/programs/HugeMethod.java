package org.mosix.torture.programs;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.function.IntUnaryOperator;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** A method near the limit of 64 KB, generated at run time, which HotSpot never compiles: it moves or says why not. */
public final class HugeMethod {
  private static final String NAME = "org/mosix/torture/programs/HugeMethod$Made";

  /** A class whose one method calls {@code Work.spin} so often: 12 bytes for each. */
  static Class<?> define(String name, int calls) throws IllegalAccessException {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
    MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "sum", "(I)I", null, null);
    method.visitCode();
    for (int n = 0; n < calls; n++) {
      method.visitVarInsn(Opcodes.ILOAD, 0);
      method.visitIntInsn(Opcodes.SIPUSH, n % 30_000);
      method.visitInsn(Opcodes.IADD);
      method.visitMethodInsn(Opcodes.INVOKESTATIC, "org/mosix/torture/programs/Work", "spin", "(I)I", false);
      method.visitVarInsn(Opcodes.ILOAD, 0);
      method.visitInsn(Opcodes.IXOR);
      method.visitVarInsn(Opcodes.ISTORE, 0);
    }
    method.visitVarInsn(Opcodes.ILOAD, 0);
    method.visitInsn(Opcodes.IRETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
    writer.visitEnd();
    return MethodHandles.lookup().defineClass(writer.toByteArray());
  }

  public static void main(String[] args) throws Exception {
    IntUnaryOperator sum = operator(define(NAME, 5_900));
    Rounds.equal(args, "sum", () -> sum.applyAsInt(1));
  }

  static IntUnaryOperator operator(Class<?> type) throws ReflectiveOperationException {
    Method method = type.getMethod("sum", int.class);
    return n -> {
      try {
        return (int) method.invoke(null, n);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    };
  }
}
