package org.mosix.runtime.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntToLongFunction;
import java.util.function.Predicate;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LiveFramesTest {

  /** Calls between two looks at a frame. */
  private static final int LOOK = 1 << 10;

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

  private static final class Point {
    private final int x;
    private final int y;

    Point(int x, int y) {
      this.x = x;
      this.y = y;
    }
  }

  /** So that nothing is computed in vain. */
  private volatile long sum;
  private int compiled;
  private int untrusted;

  /** An object that the compiler need not make. */
  private long notMade(int seed) {
    Point point = new Point(seed, 3);
    if (seed % LOOK == 0) {
      look("notMade", seed, locals -> locals[2] instanceof Point made && made.x == seed);
    }
    return point.x + point.y + seed;
  }

  private long everyType(int seed) {
    long big = ((long) seed << 33) + 1;
    float third = seed / 3f;
    double seventh = seed / 7.0;
    String text = String.valueOf(seed);
    int unused = seed + 5;
    big += unused;
    if (seed % LOOK == 0) {
      // A variable of two slots has its value in the second.
      long expected = big;
      look("everyType", seed, locals -> LiveFrames.bits(locals[3]) == expected
          && (int) LiveFrames.bits(locals[4]) == Float.floatToRawIntBits(third) && LiveFrames.bits(locals[6]) == Double.doubleToRawLongBits(seventh)
          && locals[7] == text);
    }
    return big + (long) third + (long) seventh + text.length() + seed;
  }

  private long lockedUnmade(int seed) {
    return new Locked().value(seed);
  }

  private final class Locked {
    synchronized long value(int seed) {
      if (seed % LOOK == 0) {
        look("value", seed, locals -> true);
      }
      return seed;
    }
  }

  private void look(String method, int seed, Predicate<Object[]> right) {
    LiveFrames.walk(frames -> {
      StackFrame frame = frames.filter(one -> one.getMethodName().equals(method)).findFirst().orElseThrow();
      compiled += LiveFrames.isInterpreted(frame) ? 0 : 1;
      if (!LiveFrames.isTrusted(frame)) {
        untrusted++;
        return null;
      }
      Object[] locals = LiveFrames.locals(frame);
      assertThat((int) LiveFrames.bits(locals[1])).isEqualTo(seed);
      assertThat(right.test(locals)).as("values of %s(%s)", method, seed).isTrue();
      if (method.equals("value")) {
        assertThat(LiveFrames.monitors(frame)[0]).isInstanceOf(Locked.class);
      }
      return null;
    });
  }

  private void callUntil(BooleanSupplier enough, IntToLongFunction method) {
    for (int seed = 0; !enough.getAsBoolean(); seed = (seed + 1) & Integer.MAX_VALUE) {
      sum += method.applyAsLong(seed);
    }
  }

  @Test
  void objectsThatTheCompilerTookApartAreNotTakenForNull() {
    callUntil(() -> untrusted > 20, this::notMade);
  }

  @Test
  void valuesOfCompiledFramesAreRight() {
    callUntil(() -> compiled > 5_000, this::everyType);
    assertThat(untrusted).isZero();
  }

  @Test
  void locksThatTheCompilerLeftOutAreNotTakenForNull() {
    callUntil(() -> untrusted > 20, this::lockedUnmade);
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
