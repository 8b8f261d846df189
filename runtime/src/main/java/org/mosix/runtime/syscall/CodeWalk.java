package org.mosix.runtime.syscall;

import static org.mosix.runtime.syscall.ConstantPool.putU2;
import static org.mosix.runtime.syscall.ConstantPool.u2;
import static org.mosix.runtime.syscall.ConstantPool.u4;

import java.util.Map;

/** Finds the invoke instructions of a class file and changes some, in place. */
final class CodeWalk {

  private static final int INVOKE_VIRTUAL = 182;
  private static final int INVOKE_SPECIAL = 183;
  private static final int INVOKE_STATIC = 184;
  private static final int TABLE_SWITCH = 170;
  private static final int LOOKUP_SWITCH = 171;
  private static final int WIDE = 196;
  private static final int IINC = 132;

  /** The length of each instruction by opcode; 0 for the three that vary. */
  private static final byte[] LENGTHS = lengths();

  private final byte[] bytes;
  private final ConstantPool pool;
  private Map<Integer, int[]> instance;

  CodeWalk(byte[] bytes, ConstantPool pool) {
    this.bytes = bytes;
    this.pool = pool;
  }

  private static byte[] lengths() {
    byte[] lengths = new byte[256];
    java.util.Arrays.fill(lengths, (byte) 1);
    set(lengths, 2, 16, 18, 188);
    setRange(lengths, 2, 21, 25);
    setRange(lengths, 2, 54, 58);
    set(lengths, 2, 169);
    set(lengths, 3, 17, 19, 20, 132, 187, 189, 192, 193, 198, 199);
    setRange(lengths, 3, 153, 168);
    setRange(lengths, 3, 178, 184);
    set(lengths, 4, 197);
    set(lengths, 5, 185, 186, 200, 201);
    set(lengths, 0, TABLE_SWITCH, LOOKUP_SWITCH, WIDE);
    return lengths;
  }

  private static void set(byte[] lengths, int length, int... opcodes) {
    for (int opcode : opcodes) {
      lengths[opcode] = (byte) length;
    }
  }

  private static void setRange(byte[] lengths, int length, int from, int to) {
    for (int opcode = from; opcode <= to; opcode++) {
      lengths[opcode] = (byte) length;
    }
  }

  /** Makes virtual and special invocations of the keys static invocations of their values. */
  void retarget(Map<Integer, int[]> constants) {
    instance = constants;
    int at = pool.end() + 6;
    at += 2 + 2 * u2(bytes, at);
    at = members(at, false);
    members(at, true);
  }

  private int members(int from, boolean methods) {
    int count = u2(bytes, from);
    int at = from + 2;
    for (int i = 0; i < count; i++) {
      int attributes = u2(bytes, at + 6);
      at += 8;
      for (int j = 0; j < attributes; j++) {
        if (methods && pool.isUtf8(u2(bytes, at), "Code")) {
          code(at + 14, u4(bytes, at + 10));
        }
        at += 6 + u4(bytes, at + 2);
      }
    }
    return at;
  }

  private void code(int from, int length) {
    int at = from;
    while (at < from + length) {
      int opcode = bytes[at] & 0xff;
      if (opcode == INVOKE_VIRTUAL || opcode == INVOKE_SPECIAL) {
        int[] replacement = instance.get(u2(bytes, at + 1));
        if (replacement != null) {
          bytes[at] = (byte) INVOKE_STATIC;
          putU2(bytes, at + 1, replacement[opcode == INVOKE_VIRTUAL ? 0 : 1]);
        }
      }
      at += LENGTHS[opcode] != 0 ? LENGTHS[opcode] : variable(opcode, at, from);
    }
  }

  private int variable(int opcode, int at, int from) {
    if (opcode == WIDE) {
      return (bytes[at + 1] & 0xff) == IINC ? 6 : 4;
    }
    int operands = at + 4 - (at - from & 3);
    return opcode == TABLE_SWITCH
        ? operands + 12 + 4 * (u4(bytes, operands + 8) - u4(bytes, operands + 4) + 1) - at
        : operands + 8 + 8 * u4(bytes, operands + 4) - at;
  }
}
