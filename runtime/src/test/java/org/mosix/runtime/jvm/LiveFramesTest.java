package org.mosix.runtime.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LiveFramesTest {

  private static final String CALL = "(Lnot/There;Ljava/lang/Runnable;)V";

  private static final class Loader extends ClassLoader {
    private final List<String> asked = new ArrayList<>();

    Loader() {
      super(LiveFramesTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean link) throws ClassNotFoundException {
      asked.add(name);
      return super.loadClass(name, link);
    }

    Class<?> define(byte[] file) {
      return defineClass("Caller", file, 0, file.length);
    }
  }

  /** As the agent does. */
  @BeforeAll
  static void openTheJdk() {
    Set<Module> to = Set.of(LiveFrames.class.getModule());
    ByteBuddyAgent.install().redefineModule(Object.class.getModule(), Set.of(), Map.of(), Map.of("java.lang", to, "java.lang.invoke", to), Set.of(),
        Map.of());
  }

  /** {@code static void run(Runnable r) { call(null, r); } static void call(not.There n, Runnable r) { r.run(); }} */
  private static byte[] caller() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Caller", null, "java/lang/Object", null);
    MethodVisitor run = writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "run", "(Ljava/lang/Runnable;)V", null, null);
    run.visitCode();
    run.visitInsn(Opcodes.ACONST_NULL);
    run.visitVarInsn(Opcodes.ALOAD, 0);
    run.visitMethodInsn(Opcodes.INVOKESTATIC, "Caller", "call", CALL, false);
    run.visitInsn(Opcodes.RETURN);
    run.visitMaxs(0, 0);
    run.visitEnd();
    MethodVisitor call = writer.visitMethod(Opcodes.ACC_STATIC, "call", CALL, null, null);
    call.visitCode();
    call.visitVarInsn(Opcodes.ALOAD, 1);
    call.visitMethodInsn(Opcodes.INVOKEINTERFACE, "java/lang/Runnable", "run", "()V", true);
    call.visitInsn(Opcodes.RETURN);
    call.visitMaxs(0, 0);
    call.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  @Test
  void descriptorOfAFrameLoadsNoClass() throws ReflectiveOperationException {
    Loader loader = new Loader();
    List<String> descriptors = new ArrayList<>();
    boolean[] same = new boolean[1];
    Runnable look = () -> {
      LiveFrames.walk(frames -> {
        frames.map(LiveFrames::descriptor).forEach(descriptors::add);
        return null;
      });
      same[0] = LiveFrames.isSame(frameOfCall(), frameOfCall());
    };
    loader.define(caller()).getMethod("run", Runnable.class).invoke(null, look);
    assertThat(descriptors).contains(CALL);
    assertThat(same[0]).isTrue();
    assertThat(loader.asked).doesNotContain("not.There");
  }

  private static StackFrame frameOfCall() {
    return LiveFrames.walkPlain(frames -> frames.filter(frame -> frame.getMethodName().equals("call")).findFirst().orElseThrow());
  }
}
