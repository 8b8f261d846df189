package org.mosix.instrument;

import java.util.Arrays;

/**
 * Writes a method's stack map frames for its new code. Without locks each frame keeps its form and only its distance changes; with
 * locks each is written out in full, with the variables that keep the locks held there.
 */
final class StackMaps {

  private static final int TOP = 0;
  private static final int LONG = 4;
  private static final int DOUBLE = 3;
  private static final int UNINITIALIZED_THIS = 6;
  private static final int OBJECT = 7;
  private static final int UNINITIALIZED = 8;

  private final RawClass type;
  private final int[] labels;
  private final LockFlow locks;
  private ByteSink out;
  private int countAt;
  private int count;
  private int previous = -1;
  private int objectClass;
  /** One entry per value, the type's tag in the low byte, its operand above. */
  private int[] locals = new int[8];
  private int localCount;

  /** @param locks null if the method has none */
  StackMaps(RawClass type, int[] labels, LockFlow locks) {
    this.type = type;
    this.labels = labels;
    this.locks = locks;
  }

  /** What the parameters are, which the first frame builds on. */
  void initial(int access, String name, String descriptor) {
    if ((access & 8) == 0) {
      local(name.equals("<init>") ? UNINITIALIZED_THIS : OBJECT | type.self() << 8);
    }
    for (int at = 1; descriptor.charAt(at) != ')'; at++) {
      int start = at;
      while (descriptor.charAt(at) == '[') {
        at++;
      }
      if (descriptor.charAt(at) == 'L') {
        at = descriptor.indexOf(';', at);
      }
      char kind = descriptor.charAt(start);
      switch (kind) {
        case 'J' -> local(LONG);
        case 'D' -> local(DOUBLE);
        case 'F' -> local(2);
        case 'L' -> local(OBJECT | type.addClass(descriptor.substring(start + 1, at)) << 8);
        case '[' -> local(OBJECT | type.addClass(descriptor.substring(start, at + 1)) << 8);
        default -> local(1);
      }
    }
  }

  /**
   * Copies the frames there are.
   *
   * @param attribute offset of the attribute; -1 if there is none
   * @param atStart whether the first old instruction needs a frame
   */
  void begin(ByteSink sink, int attribute, boolean atStart) {
    out = sink;
    countAt = out.length;
    out.u2(0);
    int frames = attribute < 0 ? 0 : type.u2(attribute + 6);
    int at = attribute + 8;
    int old = -1;
    for (int i = 0; i < frames; i++) {
      int tag = type.u1(at);
      int distance = tag < 64 ? tag : tag < 128 ? tag - 64 : type.u2(at + 1);
      if (tag >= 128 && tag < 247) {
        throw UnusualClassException.UNUSUAL;
      }
      old += distance + 1;
      if (i == 0 && atStart && old != 0) {
        same(labels[0]);
      }
      int to = labels[old];
      if (to == 0 && old != 0) {
        throw UnusualClassException.UNUSUAL;
      }
      at = locks == null ? copy(at, tag, to) : expand(at, tag, to, old);
    }
    if (frames == 0 && atStart) {
      same(labels[0]);
    }
  }

  /** The frame of an unwind handler: nothing but the locks and the error. */
  void handler(int to, int[] held, int unwind) {
    int distance = distance(to);
    int[] with = {};
    for (int variable : held) {
      with = with(with, with.length, variable);
    }
    out.u1(255).u2(distance).u2(with.length);
    for (int local : with) {
      write(local);
    }
    out.u2(1).u1(OBJECT).u2(unwind);
  }

  void finish() {
    out.setU2(countAt, count);
  }

  private int distance(int to) {
    int distance = to - previous - 1;
    previous = to;
    count++;
    return distance;
  }

  private void same(int to) {
    int distance = distance(to);
    if (distance < 64) {
      out.u1(distance);
    } else {
      out.u1(251).u2(distance);
    }
  }

  private int copy(int at, int tag, int to) {
    if (tag < 64 || tag == 251) {
      same(to);
      return tag == 251 ? at + 3 : at + 1;
    }
    int distance = distance(to);
    if (tag < 128 || tag == 247) {
      if (distance < 64) {
        out.u1(64 + distance);
      } else {
        out.u1(247).u2(distance);
      }
      return copyType(tag == 247 ? at + 3 : at + 1);
    }
    out.u1(tag).u2(distance);
    int next = at + 3;
    if (tag < 251) {
      return next;
    }
    if (tag < 255) {
      return copyTypes(next, tag - 251);
    }
    int variables = type.u2(next);
    out.u2(variables);
    next = copyTypes(next + 2, variables);
    int operands = type.u2(next);
    out.u2(operands);
    return copyTypes(next + 2, operands);
  }

  private int copyTypes(int at, int number) {
    int next = at;
    for (int i = 0; i < number; i++) {
      next = copyType(next);
    }
    return next;
  }

  private int copyType(int at) {
    write(read(at));
    return at + size(at);
  }

  private int expand(int at, int tag, int to, int old) {
    int next = tag < 128 ? at + 1 : at + 3;
    int operands = 0;
    if (tag >= 64 && tag < 128 || tag == 247) {
      operands = 1;
    } else if (tag >= 248 && tag < 251) {
      localCount -= 251 - tag;
    } else if (tag > 251 && tag < 255) {
      next = readLocals(next, tag - 251);
    } else if (tag == 255) {
      localCount = 0;
      next = readLocals(next + 2, type.u2(next));
      operands = type.u2(next);
      next += 2;
    }
    int[] all = locals;
    int number = localCount;
    int[] held = locks.before(old);
    if (held != null && held.length > 0) {
      all = Arrays.copyOf(locals, localCount);
      for (int variable : held) {
        all = with(all, all.length, variable);
      }
      number = all.length;
    }
    out.u1(255).u2(distance(to)).u2(number);
    for (int i = 0; i < number; i++) {
      write(all[i]);
    }
    out.u2(operands);
    return copyTypes(next, operands);
  }

  private int readLocals(int at, int number) {
    int next = at;
    for (int i = 0; i < number; i++) {
      local(read(next));
      next += size(next);
    }
    return next;
  }

  private void local(int local) {
    if (localCount == locals.length) {
      locals = Arrays.copyOf(locals, 2 * localCount);
    }
    locals[localCount++] = local;
  }

  /** The variables that keep locks lie behind all others, in the order in which locks are entered or not. */
  private int[] with(int[] some, int number, int variable) {
    int slot = 0;
    int entry = 0;
    while (entry < number && slot < variable) {
      int tag = some[entry++] & 0xff;
      slot += tag == LONG || tag == DOUBLE ? 2 : 1;
    }
    if (objectClass == 0) {
      objectClass = type.addClass("java/lang/Object");
    }
    int object = OBJECT | objectClass << 8;
    if (entry < number) {
      some[entry] = object;
      return some;
    }
    int[] result = Arrays.copyOf(some, number + variable - slot + 1);
    Arrays.fill(result, number, result.length - 1, TOP);
    result[result.length - 1] = object;
    return result;
  }

  private int read(int at) {
    int tag = type.u1(at);
    return tag < OBJECT ? tag : tag | type.u2(at + 1) << 8;
  }

  private int size(int at) {
    return type.u1(at) < OBJECT ? 1 : 3;
  }

  private void write(int what) {
    int tag = what & 0xff;
    out.u1(tag);
    if (tag == OBJECT) {
      out.u2(what >>> 8);
    } else if (tag == UNINITIALIZED) {
      int to = labels[what >>> 8];
      if (to == 0 && what >>> 8 != 0) {
        throw UnusualClassException.UNUSUAL;
      }
      out.u2(to);
    }
  }
}
