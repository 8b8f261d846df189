package org.mosix.instrument;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.objectweb.asm.Opcodes;

/** The monitors held before each instruction of a method that was not changed yet: what {@link HeldMonitors} finds in a tree. */
final class LockFlow {

  private static final int[] NONE = {};

  private final RawClass type;
  private final int code;
  private final int length;
  private final int[][] held;
  /** Variable that will keep the lock entered at this index. */
  private final int[] variables;
  private final ArrayDeque<Integer> work = new ArrayDeque<>();
  private int count;
  private boolean structured = true;

  LockFlow(RawClass type, int attribute) {
    this.type = type;
    this.code = attribute + 14;
    this.length = type.s4(attribute + 10);
    this.held = new int[length + 1][];
    this.variables = new int[length];
    int variable = type.u2(attribute + 8);
    for (int pc = 0; pc < length; pc += CodeShape.length(type, code, pc)) {
      if (type.u1(code + pc) == Opcodes.MONITORENTER) {
        variables[pc] = variable + count++;
      }
    }
  }

  void run() {
    reach(0, NONE);
    do {
      while (!work.isEmpty() && structured) {
        step(work.pop());
      }
    } while (structured && reachIdleHandler());
  }

  /** Nothing that a handler covers may throw, as in an empty synchronized block: the verifier asks for its stack map all the same. */
  private boolean reachIdleHandler() {
    int at = code + length;
    for (int i = type.u2(at), entry = at + 2; i > 0; i--, entry += 8) {
      int handler = type.u2(entry + 4);
      if (held[handler] == null) {
        for (int pc = type.u2(entry); pc < type.u2(entry + 2); pc++) {
          if (held[pc] != null) {
            reach(handler, held[pc]);
            return true;
          }
        }
      }
    }
    return false;
  }

  boolean isStructured() {
    return structured;
  }

  /** How many variables keep locks. */
  int variables() {
    return count;
  }

  int variable(int pc) {
    return variables[pc];
  }

  /** Variables of the locks held before the instruction, outermost first; null if it is never reached. */
  int[] before(int pc) {
    return held[pc];
  }

  /** Those held behind the {@code monitorenter} at {@code pc}. */
  int[] entered(int pc) {
    int[] now = held[pc];
    int[] after = Arrays.copyOf(now, now.length + 1);
    after[now.length] = variables[pc];
    return after;
  }

  private void step(int pc) {
    int[] now = held[pc];
    int opcode = type.u1(code + pc);
    if (CodeShape.mayThrow(opcode)) {
      exceptions(pc, now);
    }
    int[] after = now;
    if (opcode == Opcodes.MONITORENTER) {
      after = entered(pc);
    } else if (opcode == Opcodes.MONITOREXIT) {
      if (now.length == 0) {
        structured = false;
        return;
      }
      after = Arrays.copyOf(now, now.length - 1);
    }
    if (CodeShape.isJump(opcode) || CodeShape.isWideJump(opcode)) {
      reach(CodeShape.target(type, code, pc, opcode), after);
      if (opcode == Opcodes.GOTO || CodeShape.isWideJump(opcode)) {
        return;
      }
    } else if (CodeShape.isSwitch(opcode)) {
      int at = code + (pc & ~3) + 4;
      for (int i = CodeShape.branches(type, opcode, at) - 1; i >= -1; i--) {
        reach(pc + type.s4(CodeShape.branch(opcode, at, i)), after);
      }
      return;
    } else if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN || opcode == Opcodes.ATHROW) {
      return;
    }
    reach(pc + CodeShape.length(type, code, pc), after);
  }

  private void exceptions(int pc, int[] now) {
    int at = code + length;
    for (int i = type.u2(at), entry = at + 2; i > 0; i--, entry += 8) {
      if (type.u2(entry) <= pc && pc < type.u2(entry + 2)) {
        reach(type.u2(entry + 4), now);
        int caught = type.u2(entry + 6);
        if (caught == 0 || type.className(caught).equals(Names.THROWABLE)) {
          // Nothing gets past it: the handlers further out, which are outside of the monitor, are not reached from here.
          return;
        }
      }
    }
  }

  private void reach(int to, int[] with) {
    if (to >= length) {
      return;
    }
    if (held[to] == null) {
      held[to] = with;
      work.push(to);
    } else if (!Arrays.equals(held[to], with)) {
      structured = false;
    }
  }
}
