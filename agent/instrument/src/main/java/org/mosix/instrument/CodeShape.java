package org.mosix.instrument;

import org.objectweb.asm.Opcodes;

/** Lengths and kinds of bytecode instructions. */
final class CodeShape {

  private static final byte[] LENGTHS = lengths();

  private CodeShape() {}

  private static byte[] lengths() {
    byte[] lengths = new byte[256];
    for (int i = 0; i <= 201; i++) {
      lengths[i] = 1;
    }
    set(lengths, 16, 16, 2);
    set(lengths, 17, 17, 3);
    set(lengths, 18, 18, 2);
    set(lengths, 19, 20, 3);
    set(lengths, 21, 25, 2);
    set(lengths, 54, 58, 2);
    set(lengths, 132, 132, 3);
    set(lengths, 153, 168, 3);
    set(lengths, 169, 169, 2);
    set(lengths, 178, 184, 3);
    set(lengths, 185, 186, 5);
    set(lengths, 187, 187, 3);
    set(lengths, 188, 188, 2);
    set(lengths, 189, 189, 3);
    set(lengths, 192, 193, 3);
    set(lengths, 197, 197, 4);
    set(lengths, 198, 199, 3);
    set(lengths, 200, 201, 5);
    set(lengths, 170, 171, 0);
    set(lengths, 196, 196, 0);
    return lengths;
  }

  private static void set(byte[] lengths, int from, int to, int length) {
    for (int i = from; i <= to; i++) {
      lengths[i] = (byte) length;
    }
  }

  /** Length of the instruction at {@code code + pc}. */
  static int length(RawClass type, int code, int pc) {
    int opcode = type.u1(code + pc);
    int length = LENGTHS[opcode];
    if (length > 0) {
      return length;
    }
    int operands = (pc & ~3) + 4;
    return switch (opcode) {
      case Opcodes.TABLESWITCH ->
          operands - pc + 12 + 4 * (type.s4(code + operands + 8) - type.s4(code + operands + 4) + 1);
      case Opcodes.LOOKUPSWITCH -> operands - pc + 8 + 8 * type.s4(code + operands + 4);
      case 196 -> type.u1(code + pc + 1) == Opcodes.IINC ? 6 : 4;
      default -> throw UnusualClassException.UNUSUAL;
    };
  }

  static boolean isJump(int opcode) {
    return opcode >= Opcodes.IFEQ && opcode <= Opcodes.JSR || opcode == Opcodes.IFNULL || opcode == Opcodes.IFNONNULL;
  }

  static boolean isWideJump(int opcode) {
    return opcode == 200 || opcode == 201;
  }

  static boolean isSwitch(int opcode) {
    return opcode == Opcodes.TABLESWITCH || opcode == Opcodes.LOOKUPSWITCH;
  }

  static boolean isCall(int opcode) {
    return opcode >= Opcodes.INVOKEVIRTUAL && opcode <= Opcodes.INVOKEINTERFACE;
  }

  /** Loads, stores and jumps do not; nor does a balanced {@code monitorexit}, whose range some compilers draw one too far. */
  static boolean mayThrow(int opcode) {
    return opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD
        || opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE
        || opcode == Opcodes.IDIV
        || opcode == Opcodes.LDIV
        || opcode == Opcodes.IREM
        || opcode == Opcodes.LREM
        || opcode >= Opcodes.GETSTATIC && opcode <= Opcodes.CHECKCAST
        || opcode == Opcodes.MULTIANEWARRAY;
  }

  /** Where the jump at {@code pc} leads to. */
  static int target(RawClass type, int code, int pc, int opcode) {
    return pc + (isWideJump(opcode) ? type.s4(code + pc + 1) : type.s2(code + pc + 1));
  }

  /** Number of branches of the switch whose operands begin at {@code at}, without the default. */
  static int branches(RawClass type, int opcode, int at) {
    return opcode == Opcodes.TABLESWITCH ? type.s4(at + 8) - type.s4(at + 4) + 1 : type.s4(at + 4);
  }

  /** Offset in the class file of the jump distance of branch {@code i}; of the default's for -1. */
  static int branch(int opcode, int at, int i) {
    if (i < 0) {
      return at;
    }
    return opcode == Opcodes.TABLESWITCH ? at + 12 + 4 * i : at + 12 + 8 * i;
  }

  /** What the instruction takes at most, whatever its operands and distances become: as ASM's size evaluator counts. */
  static int largest(int opcode, int length, int branches) {
    if (isJump(opcode) || isWideJump(opcode)) {
      return opcode == Opcodes.GOTO || opcode == 200 ? 5 : 8;
    }
    return switch (opcode) {
      case Opcodes.LDC -> 3;
      case Opcodes.TABLESWITCH -> 16 + 4 * branches;
      case Opcodes.LOOKUPSWITCH -> 12 + 8 * branches;
      default -> length;
    };
  }
}
