package org.mosix.instrument;

import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Inserts a capturable wait before reads that can block for ever: {@code FileInputStream} and {@code RandomAccessFile} call their
 * native with the descriptor of their own {@code fd} field, so the wait needs nothing but {@code this}.
 */
final class BlockingReads {

  private static final Set<String> STREAMS = Set.of("java/io/FileInputStream", "java/io/RandomAccessFile");
  static final String OWNER = "org/mosix/boot/BlockingIo";
  static final String AWAIT = "awaitReadable";
  static final String DESCRIPTOR = "Ljava/io/FileDescriptor;";
  static final String AWAIT_DESCRIPTOR = "(" + DESCRIPTOR + ")V";

  private static final Set<String> READS = Set.of("read0()I", "readBytes([BII)I", "readBytes0([BII)I");

  private BlockingReads() {}

  static boolean concerns(String type) {
    return STREAMS.contains(type);
  }

  /** True for the name and descriptor of a read that blocks, where it is a native. */
  static boolean mayBlock(String nameAndDescriptor) {
    return READS.contains(nameAndDescriptor);
  }

  /** True if the method was changed. */
  static boolean apply(ClassNode type, MethodNode method) {
    if (!concerns(type.name) || (method.access & Opcodes.ACC_STATIC) != 0) {
      return false;
    }
    boolean changed = false;
    for (AbstractInsnNode at : method.instructions.toArray()) {
      if (at instanceof MethodInsnNode call && isNativeRead(type, call)) {
        method.instructions.insertBefore(at, await(type.name));
        changed = true;
      }
    }
    method.maxStack += changed ? 1 : 0;
    return changed;
  }

  /** In Java 17 {@code RandomAccessFile.readBytes} is the native, in 25 a method around {@code readBytes0}. */
  private static boolean isNativeRead(ClassNode type, MethodInsnNode call) {
    return call.owner.equals(type.name) && mayBlock(call.name + call.desc) && type.methods.stream().anyMatch(
        method -> method.name.equals(call.name) && method.desc.equals(call.desc) && (method.access & Opcodes.ACC_NATIVE) != 0);
  }

  private static InsnList await(String owner) {
    InsnList wait = new InsnList();
    wait.add(new VarInsnNode(Opcodes.ALOAD, 0));
    wait.add(new FieldInsnNode(Opcodes.GETFIELD, owner, "fd", DESCRIPTOR));
    wait.add(new MethodInsnNode(Opcodes.INVOKESTATIC, OWNER, AWAIT, AWAIT_DESCRIPTOR, false));
    return wait;
  }
}
