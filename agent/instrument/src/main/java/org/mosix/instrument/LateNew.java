package org.mosix.instrument;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * In {@code new X(f())} the new object lies unfinished on the operand stack while {@code f} runs, and no other method can be given it.
 * Where a poll lies between {@code new} and the constructor call, the object is made after the arguments instead.
 */
final class LateNew {

  private final MethodNode method;
  private final InsnList code;

  LateNew(MethodNode method) {
    this.method = method;
    this.code = method.instructions;
  }

  /** Moves every {@code new} whose object is unfinished at {@code poll}. */
  void apply(AbstractInsnNode poll) {
    for (Pending pending : pendingAt(poll)) {
      move(pending);
    }
  }

  private record Pending(TypeInsnNode allocation, MethodInsnNode constructor) {}

  /** Compilers nest {@code new} and constructor calls like brackets, in the order of the code. */
  private List<Pending> pendingAt(AbstractInsnNode poll) {
    List<Pending> result = new ArrayList<>();
    ArrayDeque<TypeInsnNode> open = new ArrayDeque<>();
    List<TypeInsnNode> openAtPoll = null;
    for (AbstractInsnNode at = code.getFirst(); at != null; at = at.getNext()) {
      if (at == poll) {
        openAtPoll = new ArrayList<>(open);
      } else if (at.getOpcode() == Opcodes.NEW) {
        open.push((TypeInsnNode) at);
      } else if (at instanceof MethodInsnNode call && call.name.equals("<init>") && !open.isEmpty()) {
        TypeInsnNode allocation = open.peek();
        if (allocation.desc.equals(call.owner)) {
          open.pop();
          if (openAtPoll != null && openAtPoll.contains(allocation)) {
            result.add(new Pending(allocation, call));
          }
        }
      }
    }
    return result;
  }

  private void move(Pending pending) {
    TypeInsnNode allocation = pending.allocation();
    AbstractInsnNode dup = allocation.getNext();
    while (dup != null && dup.getOpcode() < 0) {
      dup = dup.getNext();
    }
    if (dup == null || dup.getOpcode() != Opcodes.DUP) {
      throw new UnresumableException("an object under construction that is not on top of the operand stack twice");
    }
    replaceInFrames(pending);
    // Placeholders: the operands keep their places, so that a frame captured here equals one captured in the method itself.
    code.set(dup, new InsnNode(Opcodes.ACONST_NULL));
    rebuild(pending);
    code.set(allocation, new InsnNode(Opcodes.ACONST_NULL));
  }

  private void replaceInFrames(Pending pending) {
    List<LabelNode> here = labelsBefore(pending.allocation());
    for (AbstractInsnNode at = pending.allocation(); at != pending.constructor(); at = at.getNext()) {
      if (at instanceof FrameNode frame && frame.stack != null) {
        frame.stack = new ArrayList<>(frame.stack);
        frame.stack.replaceAll(type -> here.contains(type) ? Opcodes.NULL : type);
      }
    }
  }

  private static List<LabelNode> labelsBefore(AbstractInsnNode at) {
    List<LabelNode> labels = new ArrayList<>();
    for (AbstractInsnNode b = at.getPrevious(); b != null && b.getOpcode() < 0; b = b.getPrevious()) {
      if (b instanceof LabelNode label) {
        labels.add(label);
      }
    }
    return labels;
  }

  /** Arguments into variables, the object instead of its placeholders, the arguments again. */
  private void rebuild(Pending pending) {
    Type[] arguments = Type.getArgumentTypes(pending.constructor().desc);
    InsnList before = new InsnList();
    int[] variables = new int[arguments.length];
    for (int i = arguments.length - 1; i >= 0; i--) {
      variables[i] = method.maxLocals;
      method.maxLocals += arguments[i].getSize();
      before.add(new VarInsnNode(arguments[i].getOpcode(Opcodes.ISTORE), variables[i]));
    }
    before.add(new InsnNode(Opcodes.POP2));
    before.add(new TypeInsnNode(Opcodes.NEW, pending.allocation().desc));
    before.add(new InsnNode(Opcodes.DUP));
    for (int i = 0; i < arguments.length; i++) {
      before.add(new VarInsnNode(arguments[i].getOpcode(Opcodes.ILOAD), variables[i]));
    }
    code.insertBefore(pending.constructor(), before);
  }
}
