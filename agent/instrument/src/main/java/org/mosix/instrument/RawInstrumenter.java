package org.mosix.instrument;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;

/**
 * Instruments a class file in its bytes: copies it method by method, new constants behind the old ones. Does what
 * {@link TreeInstrumenter} does, at a fraction of the time and without garbage; needs no class of ASM's.
 */
final class RawInstrumenter {

  private static final int BOUND = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
  private static final int NEVER_LEAF = Opcodes.ACC_NATIVE | Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_ABSTRACT;

  private final RawClass type;
  private final RawCalls calls;
  private final RawNames names;
  private final RawDynamics dynamics;
  private final ByteSink body;
  private final Set<String> leaves = new HashSet<>();
  private final Set<String> natives = new HashSet<>();
  private boolean changed;

  private RawInstrumenter(byte[] classfile) {
    this.type = new RawClass(classfile);
    this.names = new RawNames(type);
    this.dynamics = new RawDynamics(type);
    this.calls = new RawCalls(type, leaves, natives);
    this.body = new ByteSink(classfile.length + classfile.length / 4);
  }

  /**
   * @return null if the class needs no change
   * @throws UnusualClassException for what the tree version does
   */
  static byte[] instrument(byte[] classfile) {
    try {
      return new RawInstrumenter(classfile).run();
    } catch (IndexOutOfBoundsException e) {
      // Damaged, or newer than this: the tree version says which.
      throw UnusualClassException.UNUSUAL;
    }
  }

  private byte[] run() {
    int fields = type.poolEnd + 8 + 2 * type.u2(type.poolEnd + 6);
    int methods = fields + 2;
    for (int i = type.u2(fields); i > 0; i--) {
      methods = memberEnd(methods);
    }
    findLeaves(methods);
    copyMethods(methods);
    return changed ? assemble() : null;
  }

  private void findLeaves(int methods) {
    int at = methods + 2;
    for (int i = type.u2(methods); i > 0; i--) {
      int access = type.u2(at);
      int code = code(at);
      boolean bound = (access & BOUND) != 0 || (type.access & Opcodes.ACC_FINAL) != 0;
      if ((access & Opcodes.ACC_NATIVE) != 0 && BlockingReads.concerns(type.name)) {
        natives.add(type.utf8(type.u2(at + 2)) + type.utf8(type.u2(at + 4)));
      }
      if (code > 0 && bound && (access & NEVER_LEAF) == 0) {
        String name = type.utf8(type.u2(at + 2));
        String descriptor = type.utf8(type.u2(at + 4));
        if (!EntryPoints.isBottom(name, descriptor) && !needsPoll(code)) {
          leaves.add(name + descriptor);
        }
      }
      at = memberEnd(at);
    }
  }

  private boolean needsPoll(int attribute) {
    int code = attribute + 14;
    int length = type.s4(attribute + 10);
    for (int pc = 0; pc < length; pc += CodeShape.length(type, code, pc)) {
      int opcode = type.u1(code + pc);
      if ((CodeShape.isJump(opcode) || CodeShape.isWideJump(opcode)) && CodeShape.target(type, code, pc, opcode) <= pc
          || CodeShape.isCall(opcode) && !calls.isLeafBySelf(opcode, type.u2(code + pc + 1))
          || opcode == Opcodes.INVOKEDYNAMIC
          || opcode == Opcodes.MONITORENTER
          || CodeShape.isSwitch(opcode)) {
        return true;
      }
    }
    return false;
  }

  private void copyMethods(int methods) {
    int at = methods + 2;
    int copied = type.poolEnd;
    for (int i = type.u2(methods); i > 0; i--) {
      int end = memberEnd(at);
      int code = code(at);
      if (code > 0) {
        if (Substitutions.isAskedForClasses(type.name, type.utf8(type.u2(at + 2)), type.utf8(type.u2(at + 4)), type.u2(at))
            || type.name.equals(Names.STACK_WALKER) && type.isUtf8(type.u2(at + 2), "forEach")) {
          throw UnusualClassException.UNUSUAL;
        }
        RawMethod method = new RawMethod(type, names, calls, dynamics, at, code);
        if (method.plan()) {
          changed = true;
          body.copy(type.bytes, copied, code);
          method.write(body);
          copied = code + 6 + type.s4(code + 2);
        }
      }
      at = end;
    }
    body.copy(type.bytes, copied, type.bytes.length);
  }

  private byte[] assemble() {
    byte[] result = new byte[type.poolEnd + type.added.length + body.length];
    System.arraycopy(type.bytes, 0, result, 0, type.poolEnd);
    int count = type.newCount();
    result[8] = (byte) (count >> 8);
    result[9] = (byte) count;
    System.arraycopy(type.added.bytes, 0, result, type.poolEnd, type.added.length);
    System.arraycopy(body.bytes, 0, result, type.poolEnd + type.added.length, body.length);
    return result;
  }

  /** Offset of the method's code attribute; -1 if it has none. */
  private int code(int method) {
    int at = method + 8;
    for (int i = type.u2(method + 6); i > 0; i--) {
      if (type.isUtf8(type.u2(at), "Code")) {
        return at;
      }
      at += 6 + type.s4(at + 2);
    }
    return -1;
  }

  private int memberEnd(int member) {
    int at = member + 8;
    for (int i = type.u2(member + 6); i > 0; i--) {
      at += 6 + type.s4(at + 2);
    }
    return at;
  }
}
