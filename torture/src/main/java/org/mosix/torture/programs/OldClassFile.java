package org.mosix.torture.programs;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** A class file of version 49 (Java 5), without stack maps, with branches, two-slot values, a handler and a monitor. */
public final class OldClassFile {
  static byte[] file(int version) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(version, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, "org/mosix/torture/programs/OldClassFile$Made", null, "java/lang/Object", null);
    MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "run", "(ILjava/lang/Object;)J", null, null);
    Label loop = new Label();
    Label end = new Label();
    Label from = new Label();
    Label to = new Label();
    Label handler = new Label();
    Label next = new Label();
    method.visitCode();
    method.visitTryCatchBlock(from, to, handler, "java/lang/ArithmeticException");
    method.visitInsn(Opcodes.LCONST_0);
    method.visitVarInsn(Opcodes.LSTORE, 2);
    method.visitLabel(loop);
    method.visitVarInsn(Opcodes.ILOAD, 0);
    method.visitJumpInsn(Opcodes.IFLT, end);
    method.visitVarInsn(Opcodes.ALOAD, 1);
    method.visitInsn(Opcodes.MONITORENTER);
    method.visitLabel(from);
    method.visitVarInsn(Opcodes.LLOAD, 2); // waits below the call
    method.visitLdcInsn(1_000);
    method.visitVarInsn(Opcodes.ILOAD, 0);
    method.visitInsn(Opcodes.IDIV);
    method.visitMethodInsn(Opcodes.INVOKESTATIC, "org/mosix/torture/programs/Work", "spin", "(I)I", false);
    method.visitInsn(Opcodes.I2L);
    method.visitInsn(Opcodes.LADD);
    method.visitVarInsn(Opcodes.LSTORE, 2);
    method.visitLabel(to);
    method.visitJumpInsn(Opcodes.GOTO, next);
    method.visitLabel(handler);
    method.visitVarInsn(Opcodes.ASTORE, 4);
    method.visitVarInsn(Opcodes.LLOAD, 2);
    method.visitLdcInsn(7L);
    method.visitInsn(Opcodes.LMUL);
    method.visitVarInsn(Opcodes.LSTORE, 2);
    method.visitLabel(next);
    method.visitVarInsn(Opcodes.ALOAD, 1);
    method.visitInsn(Opcodes.MONITOREXIT);
    method.visitIincInsn(0, -1);
    method.visitJumpInsn(Opcodes.GOTO, loop);
    method.visitLabel(end);
    method.visitVarInsn(Opcodes.LLOAD, 2);
    method.visitInsn(Opcodes.LRETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  public static void main(String[] args) throws Exception {
    Class<?> made = MethodHandles.lookup().defineClass(file(Opcodes.V1_5));
    Method method = made.getMethod("run", int.class, Object.class);
    Object lock = new Object();
    Rounds.equal(args, "sum", () -> method.invoke(null, 200, lock));
  }
}
