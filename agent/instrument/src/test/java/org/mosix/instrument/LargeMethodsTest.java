package org.mosix.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.CodeSizeEvaluator;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Methods of thousands of bytes keep as many polls as leave them small enough for HotSpot's compilers. */
@Timeout(30)
class LargeMethodsTest {

  private static final int LARGEST_COMPILED = 8000;

  @Test
  void pollsBehindAllCallsWhereThereIsRoom() {
    assertThat(polled(300, 100)).hasSize(400 + 1);
  }

  @Test
  void noPollsBehindConstructorsWhereThereIsNoRoom() {
    assertThat(polled(700, 200)).hasSize(200 + 1).doesNotContain("<init>");
  }

  @Test
  void pollsAtLoopsAloneWhereEvenTheOtherCallsAreTooMany() {
    assertThat(polled(100, 1800)).containsExactly("");
  }

  @Test
  void allPollsInWhatIsNotCompiledAnyway() {
    assertThat(polled(1000, 500)).hasSize(1500 + 1);
  }

  /** The names of the methods whose calls have a poll behind them, and an empty one for a poll at a loop. */
  private static List<String> polled(int constructors, int calls) {
    byte[] file = classFile(constructors, calls);
    MethodNode method = large(Instrumenter.instrument(file));
    if (length(large(file)) <= LARGEST_COMPILED) {
      assertThat(length(method)).isLessThanOrEqualTo(LARGEST_COMPILED);
    }
    List<String> polled = new ArrayList<>();
    for (AbstractInsnNode at : method.instructions) {
      if (ResumeWriter.isPoll(at)) {
        polled.add(at.getPrevious() instanceof MethodInsnNode call ? call.name : "");
      }
    }
    return polled;
  }

  private static MethodNode large(byte[] file) {
    ClassNode type = new ClassNode();
    new ClassReader(file).accept(type, 0);
    return type.methods.get(0);
  }

  private static int length(MethodNode method) {
    CodeSizeEvaluator size = new CodeSizeEvaluator(null);
    method.accept(size);
    return size.getMaxSize();
  }

  private static byte[] classFile(int constructors, int calls) {
    ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    out.visit(Opcodes.V11, Opcodes.ACC_PUBLIC, "Large", null, "java/lang/Object", null);
    MethodVisitor large = out.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "large", "()V", null, null);
    large.visitCode();
    Label again = new Label();
    large.visitLabel(again);
    for (int i = 0; i < constructors; i++) {
      large.visitTypeInsn(Opcodes.NEW, "Other");
      large.visitInsn(Opcodes.DUP);
      large.visitMethodInsn(Opcodes.INVOKESPECIAL, "Other", "<init>", "()V", false);
      large.visitInsn(Opcodes.POP);
    }
    for (int i = 0; i < calls; i++) {
      large.visitMethodInsn(Opcodes.INVOKESTATIC, "Other", "call", "()V", false);
    }
    large.visitInsn(Opcodes.ICONST_0);
    large.visitJumpInsn(Opcodes.IFNE, again);
    large.visitInsn(Opcodes.RETURN);
    large.visitMaxs(0, 0);
    large.visitEnd();
    out.visitEnd();
    return out.toByteArray();
  }
}
