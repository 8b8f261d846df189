package org.mosix.instrument;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * The instructions of a constructor that run before it has called another one for {@code this}. With {@code javac} they lie in front of
 * that call; Groovy chooses one of several calls by a switch, and then they lie between them too.
 */
final class Unconstructed {

  private final InsnList code;
  private final List<TryCatchBlockNode> handlers;
  private final BitSet found;
  /** By index: objects that {@code new} has made and nothing has constructed yet; -1 where nothing is known to lead. */
  private final int[] pending;
  private final ArrayDeque<AbstractInsnNode> work = new ArrayDeque<>();
  private int firstCall;

  private Unconstructed(MethodNode constructor) {
    this.code = constructor.instructions;
    this.handlers = constructor.tryCatchBlocks;
    this.found = new BitSet(code.size());
    this.pending = new int[code.size()];
    this.firstCall = code.size();
    Arrays.fill(pending, -1);
  }

  static Unconstructed of(MethodNode constructor) {
    Unconstructed result = new Unconstructed(constructor);
    result.flow();
    return result;
  }

  /** True if {@code this} is not constructed before the instruction at this index, nor by it. */
  boolean at(int index) {
    return found.get(index);
  }

  /** True if some of these instructions lie behind a call of another constructor. */
  boolean resume() {
    return found.nextSetBit(firstCall) >= 0;
  }

  private void flow() {
    reach(code.getFirst(), 0);
    while (!work.isEmpty()) {
      AbstractInsnNode at = work.pop();
      int index = code.indexOf(at);
      int open = pending[index];
      boolean constructs = at.getOpcode() == Opcodes.INVOKESPECIAL && ((MethodInsnNode) at).name.equals("<init>");
      for (TryCatchBlockNode block : handlers) {
        if (code.indexOf(block.start) <= index && index < code.indexOf(block.end)) {
          reach(block.handler, 0);
        }
      }
      if (constructs && open == 0) {
        firstCall = Math.min(firstCall, index);
      } else {
        found.set(index);
        follow(at, open + (at.getOpcode() == Opcodes.NEW ? 1 : constructs ? -1 : 0));
      }
    }
  }

  private void follow(AbstractInsnNode at, int open) {
    if (at instanceof JumpInsnNode jump) {
      reach(jump.label, open);
    } else if (at instanceof TableSwitchInsnNode table) {
      reach(table.dflt, open);
      table.labels.forEach(label -> reach(label, open));
    } else if (at instanceof LookupSwitchInsnNode lookup) {
      reach(lookup.dflt, open);
      lookup.labels.forEach(label -> reach(label, open));
    }
    if (!Reachable.ends(at.getOpcode())) {
      reach(at.getNext(), open);
    }
  }

  private void reach(AbstractInsnNode at, int open) {
    if (at != null && pending[code.indexOf(at)] < 0) {
      pending[code.indexOf(at)] = open;
      work.push(at);
    }
  }
}
