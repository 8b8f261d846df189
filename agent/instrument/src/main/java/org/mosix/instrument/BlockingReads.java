package org.mosix.instrument;

import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Inserts a capturable wait before reads that can block for ever, those of {@code FileInputStream} and {@code RandomAccessFile}. The native is called for
 * the stream that the wait answers: another one with the same file, if there was something to wait for, because a read that has begun goes on
 * when its stream is closed.
 */
final class BlockingReads {

  private static final Set<String> STREAMS = Set.of("java/io/FileInputStream", "java/io/RandomAccessFile");
  static final String OWNER = "org/mosix/boot/BlockingIo";
  private static final String KEPT = "org/mosix/boot/SysKept";

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
        await(type.name, method, call);
        changed = true;
      }
    }
    method.maxStack += changed ? 2 : 0;
    return changed;
  }

  /** In Java 17 {@code RandomAccessFile.readBytes} is the native, in 25 a method around {@code readBytes0}. */
  private static boolean isNativeRead(ClassNode type, MethodInsnNode call) {
    return call.owner.equals(type.name) && mayBlock(call.name + call.desc) && type.methods.stream().anyMatch(
        method -> method.name.equals(call.name) && method.desc.equals(call.desc) && (method.access & Opcodes.ACC_NATIVE) != 0);
  }

  /** {@code stream = readable(this); result = stream.read(arguments); done(stream, this)}, with variables of their own. */
  private static void await(String type, MethodNode method, MethodInsnNode call) {
    Type[] arguments = Type.getArgumentTypes(call.desc);
    int stream = method.maxLocals;
    method.maxLocals += 1 + arguments.length;
    String name = 'L' + type + ';';
    InsnList before = new InsnList();
    for (int i = arguments.length - 1; i >= 0; i--) {
      before.add(new VarInsnNode(arguments[i].getOpcode(Opcodes.ISTORE), stream + 1 + i));
    }
    before.add(new MethodInsnNode(Opcodes.INVOKESTATIC, OWNER, "readable", '(' + name + ')' + name, false));
    before.add(new InsnNode(Opcodes.DUP));
    before.add(new VarInsnNode(Opcodes.ASTORE, stream));
    for (int i = 0; i < arguments.length; i++) {
      before.add(new VarInsnNode(arguments[i].getOpcode(Opcodes.ILOAD), stream + 1 + i));
    }
    method.instructions.insertBefore(call, before);
    InsnList behind = new InsnList();
    behind.add(new VarInsnNode(Opcodes.ALOAD, stream));
    behind.add(new VarInsnNode(Opcodes.ALOAD, 0));
    behind.add(new MethodInsnNode(Opcodes.INVOKESTATIC, KEPT, "done", "(Ljava/lang/Object;Ljava/lang/Object;)V", false));
    method.instructions.insert(call, behind);
  }
}
