package org.mosix.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

class MemoryAccessTest {

  private static final String BUFFER = "sun/nio/ch/DirectBuffer";

  /** By method and descriptor: what it asks, in the order of its code. */
  private static Map<String, List<String>> asked(String module, String type) throws IOException {
    return asked(module, type, MemoryAccess::translating);
  }

  private static Map<String, List<String>> asked(String module, String type, UnaryOperator<byte[]> change) throws IOException {
    ClassNode node = new ClassNode();
    try (InputStream in = ModuleLayer.boot().findModule(module).orElseThrow().getResourceAsStream(type + ".class")) {
      new ClassReader(change.apply(in.readAllBytes())).accept(node, 0);
    }
    Map<String, List<String>> asked = new TreeMap<>();
    for (MethodNode method : node.methods) {
      List<String> calls = new ArrayList<>();
      for (AbstractInsnNode at : method.instructions) {
        if (at instanceof MethodInsnNode call && call.owner.equals(Names.NATIVE_MEMORY)) {
          calls.add(call.name);
        }
      }
      asked.put(method.name + method.desc, calls);
    }
    return asked;
  }

  @Test
  void accessesByAddressAreTranslated() throws IOException {
    Map<String, List<String>> asked = asked("jdk.unsupported", "sun/misc/Unsafe");
    for (String type : "BSIJFDC".split("")) {
      String name = Map.of("B", "Byte", "S", "Short", "I", "Int", "J", "Long", "F", "Float", "D", "Double", "C", "Char").get(type);
      assertThat(asked.get("get" + name + "(J)" + type)).containsExactly("real");
      assertThat(asked.get("put" + name + "(J" + type + ")V")).containsExactly("real");
      assertThat(asked.get("get" + name + "Volatile(Ljava/lang/Object;J)" + type)).startsWith("real");
    }
    assertThat(asked.get("copyMemory(JJJ)V")).containsExactly("real", "real");
    assertThat(asked.get("copyMemory(Ljava/lang/Object;JLjava/lang/Object;JJ)V")).containsExactly("real", "real");
    assertThat(asked.get("setMemory(JJB)V")).startsWith("real");
    assertThat(asked.get("compareAndSwapLong(Ljava/lang/Object;JJJ)Z")).containsExactly("real");
    assertThat(asked.get("getAndAddLong(Ljava/lang/Object;JJ)J")).containsExactly("real");
    assertThat(asked.get("putOrderedInt(Ljava/lang/Object;JI)V")).containsExactly("real");
  }

  @Test
  void blocksAreTakenAndFreedByTheRuntime() throws IOException {
    Map<String, List<String>> asked = asked("jdk.unsupported", "sun/misc/Unsafe");
    assertThat(asked.get("allocateMemory(J)J")).containsExactly("allocate");
    assertThat(asked.get("reallocateMemory(JJ)J")).containsExactly("reallocate");
    assertThat(asked.get("freeMemory(J)V")).containsExactly("free");
    assertThat(asked("java.base", "java/nio/DirectByteBuffer$Deallocator").get("run()V")).containsExactly("end");
  }

  @Test
  void nothingButBlocksIsRecordedBeforeTheFirstMove() throws IOException {
    Map<String, List<String>> asked = asked("jdk.unsupported", "sun/misc/Unsafe", MemoryAccess::recording);
    assertThat(asked.entrySet().stream().filter(method -> !method.getValue().isEmpty()).map(Map.Entry::getKey))
        .containsExactly("allocateMemory(J)J", "freeMemory(J)V", "reallocateMemory(JJ)J");
  }

  @Test
  void addressesOfBuffersAreTranslatedBothWays() throws IOException {
    Map<String, List<String>> asked = asked("jdk.unsupported", "sun/misc/Unsafe");
    assertThat(asked.get("getLong(Ljava/lang/Object;J)J")).containsExactly("real", "known");
    assertThat(asked.get("putLong(Ljava/lang/Object;JJ)V")).containsExactly("real", "stored");
    Map<String, List<String>> buffer = asked("java.base", "java/nio/DirectByteBuffer");
    assertThat(buffer.entrySet().stream().filter(method -> method.getValue().contains("given")).map(Map.Entry::getKey))
        .hasSize(1).allMatch(method -> method.equals("<init>(JI)V") || method.equals("<init>(JJ)V"));
  }

  @Test
  void segmentsShowWhatTheProgramKnowsAndAreGivenWhatItKnows() throws IOException {
    assumeTrue(Runtime.version().feature() >= 22, "segments are incubating");
    String segments = "jdk/internal/foreign/";
    assertThat(asked("java.base", segments + "NativeMemorySegmentImpl").get("address()J")).containsExactly("known");
    assertThat(asked("java.base", segments + "AbstractMemorySegmentImpl").get("hashCode()I")).containsExactly("known");
    assertThat(asked("java.base", segments + "SegmentFactories$1").get("cleanup()V")).containsExactly("end");
    assertThat(asked("java.base", segments + "GlobalSession", MemoryAccess::recording).entrySet().stream()
        .filter(method -> !method.getValue().isEmpty()).map(Map.Entry::getKey)).hasSize(1).allMatch(method -> method.startsWith("addInternal("));
    Map<String, List<String>> factories = asked("java.base", segments + "SegmentFactories");
    assertThat(factories.keySet().stream().filter(method -> method.startsWith("makeNativeSegmentUnchecked("))).isNotEmpty()
        .allSatisfy(method -> assertThat(factories.get(method)).containsExactly("real"));
  }

  @Test
  void programsAskBuffersThroughTheRuntime() {
    assertThat(callsOf(Instrumenter.instrument(asking("Asking")))).contains(Names.NATIVE_MEMORY + ".address").doesNotContain(BUFFER + ".address");
    assertThat(callsOf(Instrumenter.instrument(asking("sun/security/Asking")))).contains(BUFFER + ".address");
  }

  private static byte[] asking(String name) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "ask", "(L" + BUFFER + ";)J", null, null);
    code.visitCode();
    code.visitMethodInsn(Opcodes.INVOKESTATIC, "Other", "call", "()V", false);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKEINTERFACE, BUFFER, "address", "()J", true);
    code.visitInsn(Opcodes.LRETURN);
    code.visitMaxs(2, 1);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static List<String> callsOf(byte[] file) {
    ClassNode node = new ClassNode();
    new ClassReader(file).accept(node, 0);
    List<String> calls = new ArrayList<>();
    for (MethodNode method : node.methods) {
      for (AbstractInsnNode at : method.instructions) {
        if (at instanceof MethodInsnNode call) {
          calls.add(call.owner + '.' + call.name);
        }
      }
    }
    return calls;
  }

  @Test
  void whatHasNoAddressIsLeftAlone() throws IOException {
    Map<String, List<String>> asked = asked("jdk.unsupported", "sun/misc/Unsafe");
    assertThat(asked.get("getObject(Ljava/lang/Object;J)Ljava/lang/Object;")).isEmpty();
    assertThat(asked.get("compareAndSwapObject(Ljava/lang/Object;JLjava/lang/Object;Ljava/lang/Object;)Z")).isEmpty();
    assertThat(asked.get("park(ZJ)V")).isEmpty();
    assertThat(asked.get("objectFieldOffset(Ljava/lang/reflect/Field;)J")).isEmpty();
  }
}
