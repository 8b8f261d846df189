package org.mosix.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Every poll can be resumed: the class written for it passes the JVM's verifier. */
@Timeout(60)
class ResumeWriterTest {

  /** What compilers make of the language, in one place. */
  @SuppressWarnings("unused")
  static class Sample {
    private final int[] numbers;
    private final Object lock = new Object();
    private static long total;

    Sample(int size) {
      numbers = new int[size];
      for (int i = 0; i < size; i++) {
        numbers[i] = next(i);
      }
    }

    static int next(int i) {
      int x = i;
      while (x > 100) {
        x = half(x);
      }
      return x;
    }

    static int half(int x) {
      for (int i = 0; i < 2; i++) {
        total += i;
      }
      return x / 2;
    }

    long nested(Object other, double d, float f) {
      long sum = 0;
      synchronized (lock) {
        sum += next(numbers.length);
        synchronized (other) {
          for (int n : numbers) {
            sum += n * (long) d + (long) (f * next(n));
          }
        }
        sum += next((int) sum);
      }
      return sum;
    }

    synchronized String constructed(int n) {
      StringBuilder text = new StringBuilder(half(n)).append(new Sample(next(n)).numbers.length);
      Object o = new IllegalStateException("x" + half(n), n > 3 ? new RuntimeException(text.toString() + half(2)) : null);
      return o + text.toString();
    }

    int caught(int n) {
      int result = 0;
      try {
        result = next(n);
        if (result > 5) {
          throw new IllegalArgumentException(constructed(n));
        }
      } catch (IllegalArgumentException | ArithmeticException e) {
        result += next(e.getMessage().length());
      } finally {
        result += half(result);
      }
      return result;
    }

    Object chosen(String s, IntSupplier supplier) {
      switch (s) {
        case "a":
          return supplier.getAsInt() + half(3);
        case "b":
          return new long[half(4)][next(2)];
        default:
          IntSupplier inner = () -> supplier.getAsInt() + half(numbers.length);
          return inner.getAsInt() * 2.5;
      }
    }

    @Override
    public String toString() {
      return super.toString() + half(1);
    }
  }

  private static byte[] instrumented() throws IOException {
    try (InputStream in = Sample.class.getResourceAsStream("ResumeWriterTest$Sample.class")) {
      return Instrumenter.instrument(in.readAllBytes());
    }
  }

  private static final AccessRules OPEN =
      new AccessRules() {
        @Override
        public boolean inherits(String owner) {
          return owner.equals(Sample.class.getName().replace('.', '/'));
        }

        @Override
        public boolean isForeignProtectedMethod(String owner, String name, String descriptor) {
          return false;
        }

        @Override
        public boolean isForeignProtectedField(String owner, String name, String descriptor) {
          return false;
        }

        @Override
        public long offset(String name, String descriptor) {
          return 16;
        }

        @Override
        public String commonSuperclass(String one, String other) {
          try {
            Class<?> type = Class.forName(one.replace('/', '.'));
            Class<?> second = Class.forName(other.replace('/', '.'));
            while (!type.isAssignableFrom(second)) {
              type = type.getSuperclass();
            }
            return type.getName().replace('.', '/');
          } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
          }
        }
      };

  /** Methods with their polls. */
  private static Map<String, int[]> polls(byte[] file) {
    PollIndex index = PollIndex.of(file);
    Map<String, int[]> polls = new TreeMap<>();
    new ClassReader(file)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(int access, String name, String desc, String signature, String[] exceptions) {
                polls.put(name + ' ' + desc, index.method(name, desc).polls());
                return null;
              }
            },
            0);
    return polls;
  }

  /** Defines what it is given, so that the JVM verifies it. */
  private static final class Definer extends ClassLoader {
    Definer() {
      super(ResumeWriterTest.class.getClassLoader());
    }

    Class<?> verify(byte[] file) throws ClassNotFoundException {
      Class<?> type = defineClass(null, file, 0, file.length);
      return Class.forName(type.getName(), true, this);
    }
  }

  @Test
  void everyPollGetsAClassThatVerifies() throws Exception {
    resumesEveryPoll(instrumented());
  }

  @Test
  void classFilesWithoutStackMapsAreResumedAsWell() throws Exception {
    resumesEveryPoll(Instrumenter.instrument(sampleOf(Opcodes.V1_5, ClassReader.SKIP_FRAMES)));
  }

  @Test
  void stackMapsThatTheVmNeedNotFollowAreNotReliedOn() throws Exception {
    resumesEveryPoll(Instrumenter.instrument(sampleOf(Opcodes.V1_6, ClassReader.EXPAND_FRAMES)));
  }

  /** The sample as a class file of this version, with stack maps that know no variables unless they are skipped. */
  private static byte[] sampleOf(int classFileVersion, int frames) throws IOException {
    try (InputStream in = Sample.class.getResourceAsStream("ResumeWriterTest$Sample.class")) {
      ClassWriter changed = new ClassWriter(0);
      ClassVisitor changing =
          new ClassVisitor(Opcodes.ASM9, changed) {
            @Override
            public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
              super.visit(classFileVersion, access, name, signature, superName, interfaces);
            }

            @Override
            public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
              return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
                @Override
                public void visitFrame(int type, int locals, Object[] local, int operands, Object[] stack) {
                  super.visitFrame(type, 0, new Object[0], operands, stack);
                }
              };
            }
          };
      new ClassReader(in.readAllBytes()).accept(changing, frames);
      return changed.toByteArray();
    }
  }

  private static void resumesEveryPoll(byte[] file) throws ClassNotFoundException {
    assertThat(resumed(file)).hasSizeGreaterThan(30);
  }

  /** Methods with the polls for which classes were written. */
  private static List<String> resumed(byte[] file) throws ClassNotFoundException {
    List<String> written = new ArrayList<>();
    for (Map.Entry<String, int[]> method : polls(file).entrySet()) {
      String[] name = method.getKey().split(" ");
      for (int poll : method.getValue()) {
        ResumeClass resume = ResumeWriter.write(file, name[0], name[1], poll, OPEN);
        assertThat(new Definer().verify(resume.classfile()).getSuperclass().getName()).isEqualTo("org.mosix.boot.Resumption");
        assertThat(resume.polls()[1]).as(method.getKey()).contains(poll);
        written.add(method.getKey() + poll);
      }
    }
    return written;
  }

  @Test
  void aConstructorThatChoosesTheOneItCallsHasPollsOnlyWhereItHasCalledIt() throws Exception {
    byte[] file = Instrumenter.instrument(choosing());
    Class<?> type = new Definer().verify(file);
    // Behind either call, and behind what both lead to.
    assertThat(resumed(file)).hasSize(3);
    List<String> runs = new ArrayList<>();
    for (int which = 0; which < 2; which++) {
      assertThat(type.getConstructor(int.class, Runnable.class).newInstance(which, (Runnable) () -> runs.add("ran"))).isEqualTo(List.of());
    }
    assertThat(runs).hasSize(4);
    assertThatThrownBy(() -> type.getConstructor(int.class, Runnable.class).newInstance(2, null)).hasRootCauseInstanceOf(IllegalStateException.class);
  }

  /** As Groovy compiles a constructor that passes its arguments on: a switch, and in each branch a call of another one. */
  private static byte[] choosing() {
    ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    out.visit(Opcodes.V11, Opcodes.ACC_PUBLIC, "Choosing", null, "java/util/ArrayList", null);
    MethodVisitor made = out.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "(ILjava/lang/Runnable;)V", null, null);
    made.visitCode();
    made.visitVarInsn(Opcodes.ALOAD, 0);
    made.visitVarInsn(Opcodes.ILOAD, 1);
    Label none = new Label();
    Label[] branches = {new Label(), new Label()};
    Label constructed = new Label();
    made.visitTableSwitchInsn(0, 1, none, branches);
    for (int i = 0; i < branches.length; i++) {
      made.visitLabel(branches[i]);
      runs(made);
      if (i == 1) {
        made.visitInsn(Opcodes.ICONST_5);
      }
      made.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/util/ArrayList", "<init>", i == 1 ? "(I)V" : "()V", false);
      made.visitJumpInsn(Opcodes.GOTO, constructed);
    }
    made.visitLabel(none);
    made.visitTypeInsn(Opcodes.NEW, "java/lang/IllegalStateException");
    made.visitInsn(Opcodes.DUP);
    made.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/IllegalStateException", "<init>", "()V", false);
    made.visitInsn(Opcodes.ATHROW);
    made.visitLabel(constructed);
    runs(made);
    made.visitInsn(Opcodes.RETURN);
    made.visitMaxs(0, 0);
    made.visitEnd();
    out.visitEnd();
    return out.toByteArray();
  }

  private static void runs(MethodVisitor method) {
    method.visitVarInsn(Opcodes.ALOAD, 2);
    method.visitMethodInsn(Opcodes.INVOKEINTERFACE, "java/lang/Runnable", "run", "()V", true);
  }

  @Test
  void instrumentedClassVerifies() throws Exception {
    assertThat(new Definer().verify(instrumented()).getName()).endsWith("Sample");
  }

  @Test
  void theSameClassFileGivesTheSameResultEveryTime() throws IOException {
    assertThat(instrumented()).isEqualTo(instrumented());
  }

  @Test
  void leafMethodsGetNoPolls() throws IOException {
    assertThat(polls(instrumented()).get("nested (Ljava/lang/Object;DF)J")).isNotEmpty();
    try (InputStream in = Boxes.class.getResourceAsStream("Capturable.class")) {
      assertThat(PollIndex.of(in.readAllBytes()).method("ours", "(Ljava/lang/String;)Z").polls()).isEmpty();
    }
  }

  @Test
  void namesThePollThatIsNotThere() throws IOException {
    byte[] file = instrumented();
    assertThatThrownBy(() -> ResumeWriter.write(file, "half", "(I)I", 1, OPEN))
        .isInstanceOf(UnresumableException.class)
        .hasMessageContaining("no poll at index 1")
        .hasMessageContaining("half");
  }
}
