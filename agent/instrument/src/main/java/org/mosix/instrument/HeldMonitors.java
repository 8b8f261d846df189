package org.mosix.instrument;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The monitors a method holds before each of its instructions, as the local variables that keep them: instrumented code stores a lock in
 * a variable of its own right before {@code monitorenter}. Locking must be structured, as compilers make it.
 */
public final class HeldMonitors {

  private static final int[] NONE = {};

  private final InsnList code;
  private final List<TryCatchBlockNode> handlers;
  private final int[][] held;
  /** By identity, because the answers are asked for while instructions are being inserted. */
  private final Map<AbstractInsnNode, Integer> indexes = new IdentityHashMap<>();
  private boolean structured = true;

  private HeldMonitors(MethodNode method) {
    this.code = method.instructions;
    this.handlers = method.tryCatchBlocks;
    this.held = new int[code.size()][];
    int index = 0;
    for (AbstractInsnNode at = code.getFirst(); at != null; at = at.getNext()) {
      indexes.put(at, index++);
    }
  }

  /** Null if locking is not structured: two paths meet with different monitors, or one is left that was not entered. */
  public static HeldMonitors of(MethodNode method) {
    HeldMonitors result = new HeldMonitors(method);
    result.flow();
    return result.structured ? result : null;
  }

  /** Variables of the locks held before {@code instruction}, outermost first; null if it is never reached. */
  public int[] before(AbstractInsnNode instruction) {
    Integer index = indexes.get(instruction);
    return index == null ? null : held[index];
  }

  private void flow() {
    ArrayDeque<AbstractInsnNode> work = new ArrayDeque<>();
    reach(code.getFirst(), NONE, work);
    do {
      while (!work.isEmpty() && structured) {
        step(work.pop(), work);
      }
    } while (structured && reachIdleHandler(work));
  }

  /** Nothing that a handler covers may throw, as in an empty synchronized block: the verifier asks for its stack map all the same. */
  private boolean reachIdleHandler(ArrayDeque<AbstractInsnNode> work) {
    for (TryCatchBlockNode block : handlers) {
      if (held[indexes.get(block.handler)] == null && !Names.UNWIND.equals(block.type)) {
        int end = indexes.get(block.end);
        for (int i = indexes.get(block.start); i < end; i++) {
          if (held[i] != null) {
            reach(block.handler, held[i], work);
            return true;
          }
        }
      }
    }
    return false;
  }

  private void step(AbstractInsnNode at, ArrayDeque<AbstractInsnNode> work) {
    int[] now = held[indexes.get(at)];
    int opcode = at.getOpcode();
    // What a poll throws is caught by the unwind handlers alone.
    if (CodeShape.mayThrow(opcode) && !ResumeWriter.isPoll(at)) {
      exceptions(at, now, work);
    }
    int[] after = now;
    if (opcode == Opcodes.MONITORENTER) {
      after = entered(at, now);
    } else if (opcode == Opcodes.MONITOREXIT) {
      if (now.length == 0) {
        structured = false;
        return;
      }
      after = Arrays.copyOf(now, now.length - 1);
    }
    if (at instanceof JumpInsnNode jump) {
      reach(jump.label, after, work);
      if (opcode == Opcodes.GOTO) {
        return;
      }
      if (opcode == Opcodes.JSR) {
        structured = false;
        return;
      }
    } else if (at instanceof TableSwitchInsnNode table) {
      branches(table.dflt, table.labels, after, work);
      return;
    } else if (at instanceof LookupSwitchInsnNode lookup) {
      branches(lookup.dflt, lookup.labels, after, work);
      return;
    } else if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN || opcode == Opcodes.ATHROW) {
      return;
    }
    reach(at.getNext(), after, work);
  }

  private void branches(LabelNode dflt, List<LabelNode> labels, int[] after, ArrayDeque<AbstractInsnNode> work) {
    reach(dflt, after, work);
    for (LabelNode label : labels) {
      reach(label, after, work);
    }
  }

  private int[] entered(AbstractInsnNode enter, int[] now) {
    int[] after = Arrays.copyOf(now, now.length + 1);
    AbstractInsnNode store = enter.getPrevious();
    after[now.length] = store instanceof VarInsnNode variable && variable.getOpcode() == Opcodes.ASTORE ? variable.var : -1;
    return after;
  }

  private void exceptions(AbstractInsnNode at, int[] now, ArrayDeque<AbstractInsnNode> work) {
    int index = indexes.get(at);
    for (TryCatchBlockNode block : handlers) {
      if (indexes.get(block.start) <= index && index < indexes.get(block.end) && !Names.UNWIND.equals(block.type)) {
        reach(block.handler, now, work);
        if (block.type == null || block.type.equals("java/lang/Throwable")) {
          // Nothing gets past it: the handlers further out, which are outside of the monitor, are not reached from here.
          return;
        }
      }
    }
  }

  private void reach(AbstractInsnNode to, int[] with, ArrayDeque<AbstractInsnNode> work) {
    if (to == null) {
      return;
    }
    int index = indexes.get(to);
    if (held[index] == null) {
      held[index] = with;
      work.push(to);
    } else if (!Arrays.equals(held[index], with)) {
      structured = false;
    }
  }
}
