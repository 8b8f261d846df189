package org.mosix.instrument;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Stack maps for a method of a class file that needs none: before Java 6 the verifier inferred the types, and version 50 may leave them
 * out as well. The resume class is of a newer version and must have them.
 */
final class ComputedFrames {

  private ComputedFrames() {}

  /** True if the stack maps of {@code method} were left out. */
  static boolean areMissing(int version, MethodNode method) {
    if ((version & 0xffff) > Opcodes.V1_6) {
      return false;
    }
    for (AbstractInsnNode at = method.instructions.getFirst(); at != null; at = at.getNext()) {
      if (at instanceof FrameNode) {
        return false;
      }
    }
    return true;
  }

  /**
   * The method with stack maps, and without code that is never reached.
   *
   * @param offsets of the polls; those of the result take the place of the method's
   * @throws UnresumableException for subroutines, which have no stack maps
   */
  static MethodNode of(ClassNode type, MethodNode method, Map<AbstractInsnNode, Integer> offsets, AccessRules rules) {
    for (AbstractInsnNode at = method.instructions.getFirst(); at != null; at = at.getNext()) {
      if (at instanceof JumpInsnNode jump && jump.getOpcode() == Opcodes.JSR) {
        throw new UnresumableException("subroutines (jsr) in " + type.name + '.' + method.name);
      }
    }
    Reachable.keep(method);
    List<AbstractInsnNode> before = polls(method);
    MethodNode result = written(type, method, rules);
    List<AbstractInsnNode> after = polls(result);
    Map<AbstractInsnNode, Integer> moved = new IdentityHashMap<>();
    for (int i = 0; i < before.size(); i++) {
      moved.put(after.get(i), offsets.get(before.get(i)));
    }
    offsets.clear();
    offsets.putAll(moved);
    return result;
  }

  private static MethodNode written(ClassNode type, MethodNode method, AccessRules rules) {
    ClassWriter writer =
        new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
          @Override
          protected String getCommonSuperClass(String one, String other) {
            return rules.commonSuperclass(one, other);
          }
        };
    writer.visit(Opcodes.V1_6, type.access, type.name, null, type.superName, type.interfaces.toArray(new String[0]));
    method.accept(writer);
    writer.visitEnd();
    ClassNode read = new ClassNode();
    new ClassReader(writer.toByteArray()).accept(read, ClassReader.EXPAND_FRAMES);
    return read.methods.get(0);
  }

  private static List<AbstractInsnNode> polls(MethodNode method) {
    List<AbstractInsnNode> polls = new ArrayList<>();
    for (AbstractInsnNode at = method.instructions.getFirst(); at != null; at = at.getNext()) {
      if (ResumeWriter.isPoll(at)) {
        polls.add(at);
      }
    }
    return polls;
  }
}
