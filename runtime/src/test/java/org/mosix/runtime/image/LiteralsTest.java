package org.mosix.runtime.image;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.H_INVOKESTATIC;
import static org.objectweb.asm.Opcodes.V17;

import java.lang.invoke.MethodHandles;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;

class LiteralsTest {

  @Test
  void readsPoolsWithDynamicConstants() throws ReflectiveOperationException {
    Class<?> type = MethodHandles.lookup().defineClass(withDynamicConstant());

    assertThatCode(() -> new Literals().update(List.of(type))).doesNotThrowAnyException();
  }

  private static byte[] withDynamicConstant() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(V17, ACC_PUBLIC, LiteralsTest.class.getPackageName().replace('.', '/') + "/Dynamic", null, "java/lang/Object", null);
    MethodVisitor code = writer.visitMethod(ACC_PUBLIC | ACC_STATIC, "nothing", "()Ljava/lang/Object;", null, null);
    code.visitCode();
    code.visitLdcInsn(new ConstantDynamic("nothing", "Ljava/lang/Object;", new Handle(H_INVOKESTATIC, "java/lang/invoke/ConstantBootstraps",
        "nullConstant", "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;)Ljava/lang/Object;", false)));
    code.visitInsn(ARETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}
