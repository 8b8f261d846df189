package org.mosix.runtime.syscall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class GuestRewriterTest {

  /** Calls of natives, in all the ways they can be written. */
  static final class Sample extends RandomAccessFile {

    Sample(String path) throws IOException {
      super(path, "r");
    }

    long clocks() {
      return System.nanoTime() + System.currentTimeMillis();
    }

    LongSupplier reference() {
      return System::nanoTime;
    }

    Supplier<Integer> bound() {
      return Runtime.getRuntime()::availableProcessors;
    }

    int select(int key) {
      switch (key) {
        case 1:
          return Runtime.getRuntime().availableProcessors();
        case 1000:
          return 5;
        default:
          return 0;
      }
    }

    @Override
    public long getFilePointer() throws IOException {
      return super.getFilePointer() + this.position();
    }

    private long position() throws IOException {
      RandomAccessFile file = this;
      return file.getFilePointer();
    }
  }

  static final class Pure {
    int add(int one, int other) {
      return Math.max(one, other) + System.identityHashCode(this);
    }
  }

  @Test
  void sendsCallsOfNativesToFacades() throws Exception {
    List<String> calls = calls(GuestRewriter.rewrite(name(Sample.class), bytes(Sample.class)));
    assertThat(calls)
        .contains("static org/mosix/boot/GuestClock.nanoTime()J")
        .contains("static org/mosix/boot/GuestClock.currentTimeMillis()J")
        .contains("handle 6 org/mosix/boot/GuestClock.nanoTime()J")
        .anyMatch(call -> call.startsWith("static org/mosix/boot/SysFacade.availableProcessors_"))
        .anyMatch(call -> call.startsWith("handle 6 org/mosix/boot/SysFacade.availableProcessors_"))
        .anyMatch(call -> call.startsWith("static org/mosix/boot/SysFacade.getFilePointer_"))
        .anyMatch(call -> call.startsWith("static org/mosix/boot/SysFacade.virtual_getFilePointer_"))
        .noneMatch(call -> call.contains("java/lang/System.nanoTime"));
  }

  @Test
  void keepsThePlaceOfEveryInstruction() throws Exception {
    byte[] before = bytes(Sample.class);
    byte[] after = GuestRewriter.rewrite(name(Sample.class), before);
    int sizeBefore = before.length - new ConstantPool(before).end();
    int sizeAfter = after.length - new ConstantPool(after).end();
    assertThat(after).isNotEqualTo(before);
    assertThat(sizeAfter).isEqualTo(sizeBefore);
  }

  @Test
  void returnsTheSameArrayWhenNothingChanges() throws Exception {
    byte[] before = bytes(Pure.class);
    assertThat(GuestRewriter.rewrite(name(Pure.class), before)).isSameAs(before);
  }

  private static String name(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    try (InputStream in = type.getResourceAsStream("/" + name(type) + ".class")) {
      return in.readAllBytes();
    }
  }

  private static List<String> calls(byte[] bytes) {
    List<String> calls = new ArrayList<>();
    visit(bytes, new MethodVisitor(Opcodes.ASM9) {
      @Override
      public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        calls.add((opcode == Opcodes.INVOKESTATIC ? "static " : "other ") + owner + '.' + name + descriptor);
      }

      @Override
      public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        for (Object argument : arguments) {
          if (argument instanceof Handle handle) {
            calls.add("handle " + handle.getTag() + ' ' + handle.getOwner() + '.' + handle.getName() + handle.getDesc());
          }
        }
      }
    });
    return calls;
  }

  private static void visit(byte[] bytes, MethodVisitor methods) {
    new ClassReader(bytes).accept(new ClassVisitor(Opcodes.ASM9) {
      @Override
      public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
        return methods;
      }
    }, 0);
  }
}
