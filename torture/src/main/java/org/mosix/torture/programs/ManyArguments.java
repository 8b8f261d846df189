package org.mosix.torture.programs;

import java.lang.invoke.MethodHandles;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Methods of 255 argument slots, instance and static, with calls among the arguments; generated, since nobody writes such lists. */
public final class ManyArguments {
  private static final String NAME = "org/mosix/torture/programs/ManyArguments$Made";
  private static final String WORK = "org/mosix/torture/programs/Work";
  /** An int, a long and a double, 5 slots together: all that a static method can have. */
  private static final int TRIPLES = 51;
  private static final int CALL_EVERY = 10;

  static Class<?> define() throws IllegalAccessException {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, NAME, null, "java/lang/Object", new String[] {"java/util/function/IntToLongFunction"});
    constructor(writer);
    sum(writer, Opcodes.ACC_STATIC, TRIPLES);
    sum(writer, 0, TRIPLES - 1);
    calls(writer);
    writer.visitEnd();
    return MethodHandles.lookup().defineClass(writer.toByteArray());
  }

  private static String descriptor(int triples) {
    return "(" + "IJD".repeat(triples) + ")J";
  }

  private static void constructor(ClassWriter writer) {
    MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
    method.visitVarInsn(Opcodes.ALOAD, 0);
    method.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    end(method, Opcodes.RETURN);
  }

  /** The sum of all arguments and of the work done between them. */
  private static void sum(ClassWriter writer, int access, int triples) {
    MethodVisitor method = writer.visitMethod(access, "sum", descriptor(triples), null, null);
    method.visitInsn(Opcodes.LCONST_0);
    int slot = access == 0 ? 1 : 0;
    for (int n = 0; n < triples; n++) {
      method.visitVarInsn(Opcodes.ILOAD, slot);
      if (n % CALL_EVERY == 0) {
        method.visitMethodInsn(Opcodes.INVOKESTATIC, WORK, "spin", "(I)I", false);
      }
      method.visitInsn(Opcodes.I2L);
      method.visitVarInsn(Opcodes.LLOAD, slot + 1);
      method.visitInsn(Opcodes.LADD);
      method.visitVarInsn(Opcodes.DLOAD, slot + 3);
      method.visitInsn(Opcodes.D2L);
      method.visitInsn(Opcodes.LADD);
      method.visitInsn(Opcodes.LADD);
      slot += 5;
    }
    end(method, Opcodes.LRETURN);
  }

  /** Both sums of a seed, one xor the other. */
  private static void calls(ClassWriter writer) {
    MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, "applyAsLong", "(I)J", null, null);
    arguments(method, TRIPLES);
    method.visitMethodInsn(Opcodes.INVOKESTATIC, NAME, "sum", descriptor(TRIPLES), false);
    method.visitVarInsn(Opcodes.ALOAD, 0);
    arguments(method, TRIPLES - 1);
    method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, NAME, "sum", descriptor(TRIPLES - 1), false);
    method.visitInsn(Opcodes.LXOR);
    end(method, Opcodes.LRETURN);
  }

  private static void arguments(MethodVisitor method, int triples) {
    for (int n = 0; n < triples; n++) {
      method.visitVarInsn(Opcodes.ILOAD, 1);
      method.visitIntInsn(Opcodes.SIPUSH, n);
      method.visitInsn(Opcodes.IADD);
      method.visitMethodInsn(Opcodes.INVOKESTATIC, WORK, "spin", "(I)I", false);
      method.visitLdcInsn(n * 1_000_000_007L);
      method.visitLdcInsn(n + 0.5);
    }
  }

  private static void end(MethodVisitor method, int result) {
    method.visitInsn(result);
    method.visitMaxs(0, 0);
    method.visitEnd();
  }

  private static long expected(int seed, int triples) {
    return IntStream.range(0, triples).mapToLong(n -> {
      int number = Work.spin(seed + n);
      return (n % CALL_EVERY == 0 ? Work.spin(number) : number) + n * 1_000_000_007L + (long) (n + 0.5);
    }).sum();
  }

  public static void main(String[] args) throws Exception {
    IntToLongFunction made = (IntToLongFunction) define().getConstructor().newInstance();
    Rounds.equal(args, "arguments", () -> {
      long sum = made.applyAsLong(3);
      Check.equal("sum", expected(3, TRIPLES) ^ expected(3, TRIPLES - 1), sum);
      return sum;
    });
  }
}
