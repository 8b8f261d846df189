package org.mosix.instrument;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Stack map frames for methods that have none, or none to rely on: class files from before Java 6 need not have them, and those of Java 6
 * may lack them or have wrong ones, for the VM then falls back to its older verifier, which infers types (JSR 202). A resume class is newer,
 * and its prologue must know the types at a poll.
 */
final class InferredFrames {

  private InferredFrames() {}

  /** True for class files of this version. */
  static boolean areNeeded(int version) {
    return (version & 0xffff) <= Opcodes.V1_6;
  }

  /**
   * The same method with frames, without code that is never reached.
   *
   * @param marks numbers of some of its instructions; replaced by those of the result's
   */
  static MethodNode of(ClassNode type, MethodNode method, Map<AbstractInsnNode, Integer> marks, AccessRules rules) {
    Reachable.keep(method);
    List<Integer> numbers = new ArrayList<>();
    for (AbstractInsnNode at = method.instructions.getFirst(); at != null; at = at.getNext()) {
      if (marks.containsKey(at)) {
        numbers.add(marks.get(at));
      }
    }
    MethodNode result = read(write(type, method, rules));
    marks.clear();
    int next = 0;
    for (AbstractInsnNode at = result.instructions.getFirst(); at != null; at = at.getNext()) {
      if (ResumeWriter.isPoll(at)) {
        marks.put(at, numbers.get(next++));
      }
    }
    if (next != numbers.size()) {
      throw new UnresumableException(type.name + '.' + method.name + ": " + next + " polls (expected: " + numbers.size() + ")");
    }
    return result;
  }

  private static byte[] write(ClassNode type, MethodNode method, AccessRules rules) {
    ClassNode alone = new ClassNode();
    alone.version = Opcodes.V1_7;
    alone.access = type.access;
    alone.name = type.name;
    alone.superName = type.superName;
    alone.methods.add(method);
    ClassWriter writer =
        new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
          @Override
          protected String getCommonSuperClass(String one, String other) {
            return rules.commonSuperclass(one, other);
          }
        };
    alone.accept(writer);
    return writer.toByteArray();
  }

  private static MethodNode read(byte[] classfile) {
    ClassNode alone = new ClassNode();
    new ClassReader(classfile).accept(alone, ClassReader.EXPAND_FRAMES);
    return alone.methods.get(0);
  }
}
