package org.mosix.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class AddressUseTest {

  @Test
  void findsAccessesByAddress() {
    assertThat(AddressUse.in(calling("sun/misc/Unsafe", "getLong", "(J)J", null))).isTrue();
    assertThat(AddressUse.in(calling("sun/misc/Unsafe", "copyMemory", "(JJJ)V", null))).isTrue();
    assertThat(AddressUse.in(calling("sun/nio/ch/DirectBuffer", "address", "()J", null))).isTrue();
  }

  @Test
  void leavesAccessesOfFieldsAlone() {
    assertThat(AddressUse.in(calling("sun/misc/Unsafe", "getLong", "(Ljava/lang/Object;J)J", null))).isFalse();
    assertThat(AddressUse.in(calling("java/nio/ByteBuffer", "address", "()J", null))).isFalse();
  }

  @Test
  void findsOffsetOfAddressInBuffers() {
    assertThat(AddressUse.in(calling("sun/misc/Unsafe", "getLong", "(Ljava/lang/Object;J)J", "address"))).isTrue();
  }

  @Test
  void tellsWhoCanDoWithoutUnsafe() {
    assertThat(AddressUse.needsUnsafe(calling("sun/misc/Unsafe", "getLong", "(J)J", null))).isTrue();
    assertThat(AddressUse.needsUnsafe(calling("sun/nio/ch/DirectBuffer", "address", "()J", null))).isFalse();
  }

  private static byte[] calling(String owner, String method, String descriptor, String fieldOfBuffer) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Calling", null, "java/lang/Object", null);
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "call", "()V", null, null);
    code.visitCode();
    if (fieldOfBuffer != null) {
      code.visitLdcInsn(org.objectweb.asm.Type.getObjectType("java/nio/Buffer"));
      code.visitLdcInsn(fieldOfBuffer);
    }
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner, method, descriptor, false);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(8, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}
