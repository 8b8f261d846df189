package org.mosix.instrument;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Removes the code of a method that its first instruction can no longer reach; the verifier would ask for its stack maps. */
final class Reachable {

  private final InsnList code;
  private final List<TryCatchBlockNode> handlers;
  private final BitSet reached;
  private final ArrayDeque<AbstractInsnNode> work = new ArrayDeque<>();

  private Reachable(MethodNode method) {
    this.code = method.instructions;
    this.handlers = method.tryCatchBlocks;
    this.reached = new BitSet(code.size());
  }

  static void keep(MethodNode method) {
    Reachable reachable = new Reachable(method);
    reachable.flow();
    reachable.remove();
  }

  private void flow() {
    reach(code.getFirst());
    while (!work.isEmpty()) {
      AbstractInsnNode at = work.pop();
      int opcode = at.getOpcode();
      exceptions(at);
      if (at instanceof JumpInsnNode jump) {
        reach(jump.label);
      } else if (at instanceof TableSwitchInsnNode table) {
        reach(table.dflt);
        table.labels.forEach(this::reach);
      } else if (at instanceof LookupSwitchInsnNode lookup) {
        reach(lookup.dflt);
        lookup.labels.forEach(this::reach);
      }
      if (!ends(opcode)) {
        reach(at.getNext());
      }
    }
  }

  /** True if the next instruction does not follow. */
  static boolean ends(int opcode) {
    return opcode == Opcodes.GOTO
        || opcode == Opcodes.TABLESWITCH
        || opcode == Opcodes.LOOKUPSWITCH
        || opcode == Opcodes.ATHROW
        || opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
  }

  private void exceptions(AbstractInsnNode at) {
    int index = code.indexOf(at);
    for (TryCatchBlockNode block : handlers) {
      if (code.indexOf(block.start) <= index && index < code.indexOf(block.end)) {
        reach(block.handler);
      }
    }
  }

  private void reach(AbstractInsnNode at) {
    if (at != null && !reached.get(code.indexOf(at))) {
      reached.set(code.indexOf(at));
      work.push(at);
    }
  }

  private void remove() {
    AbstractInsnNode[] all = code.toArray();
    // Of several lines that now begin at the same instruction the VM would take the first.
    LineNumberNode begun = null;
    for (int i = 0; i < all.length; i++) {
      if (all[i] instanceof LineNumberNode line) {
        if (begun != null) {
          code.remove(begun);
        }
        begun = line;
      } else if (!reached.get(i) && !(all[i] instanceof LabelNode)) {
        code.remove(all[i]);
      } else if (all[i].getOpcode() >= 0) {
        begun = null;
      }
    }
    for (Iterator<TryCatchBlockNode> it = handlers.iterator(); it.hasNext(); ) {
      TryCatchBlockNode block = it.next();
      if (isEmpty(block.start, block.end)) {
        it.remove();
      }
    }
  }

  private static boolean isEmpty(LabelNode start, LabelNode end) {
    for (AbstractInsnNode at = start; at != end && at != null; at = at.getNext()) {
      if (at.getOpcode() >= 0) {
        return false;
      }
    }
    return true;
  }
}
