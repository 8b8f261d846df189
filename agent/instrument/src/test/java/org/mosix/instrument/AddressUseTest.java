package org.mosix.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class AddressUseTest {

  @Test
  void findsAccessesByTheJdksOwnUnsafe() {
    assertThat(AddressUse.in(calling("jdk/internal/misc/Unsafe", "getLong", "(J)J"))).isTrue();
    assertThat(AddressUse.in(calling("jdk/internal/misc/Unsafe", "copyMemory", "(JJJ)V"))).isTrue();
    assertThat(AddressUse.in(calling("jdk/internal/misc/Unsafe", "allocateMemory", "(J)J"))).isTrue();
  }

  @Test
  void leavesAccessesOfFieldsAlone() {
    assertThat(AddressUse.in(calling("jdk/internal/misc/Unsafe", "getLong", "(Ljava/lang/Object;J)J"))).isFalse();
  }

  @Test
  void leavesTheOtherUnsafeToTheRuntime() {
    assertThat(AddressUse.in(calling("sun/misc/Unsafe", "getLong", "(J)J"))).isFalse();
    assertThat(AddressUse.in(calling("sun/nio/ch/DirectBuffer", "address", "()J"))).isFalse();
  }

  private static byte[] calling(String owner, String method, String descriptor) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Calling", null, "java/lang/Object", null);
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "call", "()V", null, null);
    code.visitCode();
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner, method, descriptor, false);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(8, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}
