package org.mosix.instrument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;

/**
 * The code of one method: first planned (what is inserted where, and where everything comes to lie), then written. What is put in
 * behind an instruction lies before the label of the next one, what is put in before an instruction behind its label.
 */
final class RawMethod {

  private static final int LARGEST_COMPILED = 8000;
  private static final int POLL = 3;

  private static final int ILOAD_0 = 26;
  private static final int ALOAD_0 = 42;
  private static final int ALOAD_1 = 43;
  private static final int ASTORE_1 = 76;
  private static final int ASTORE_0 = 75;
  private static final int POLL_BEHIND = 1;
  private static final int POLL_BEFORE = 2;
  private static final int REPORT_BEFORE = 4;
  /** What makes strings of the arguments of a concatenation. */
  private static final int STRINGS_BEFORE = 16;

  private final RawClass type;
  private final RawNames names;
  private final RawCalls calls;
  private final RawDynamics dynamics;
  private final int access;
  private final String name;
  private final String descriptor;
  private final int attribute;
  private final int code;
  private final int length;
  private final int maxStack;
  private final int maxLocals;
  /** By old index: where the label and where the instruction go. */
  private final int[] labels;
  private final int[] instructions;
  private final byte[] inserted;
  /** By old index: the poll behind the {@code monitorenter} that nothing but {@code nop} parts from it; 0 if there is none. */
  private int[] enterings = {};
  private byte[] prefix = {};
  /** Put in before each return. */
  private byte[] report = {};
  private int reportStack;
  /** Begins with a branch to the old begin. */
  private boolean asks;
  private boolean substitutes;
  /** By old index of a concatenation: what comes before it. */
  private Map<Integer, ByteSink> strings = Map.of();
  private int stringVariables;
  private int end;
  private LockFlow locks;
  /** New indexes of the polls in order, and the variables of the locks held at each. */
  private int[] polls = new int[8];
  private int[][] held;
  private int count;
  private List<int[]> heldSets = List.of();

  RawMethod(RawClass type, RawNames names, RawCalls calls, RawDynamics dynamics, int method, int attribute) {
    this.type = type;
    this.names = names;
    this.calls = calls;
    this.dynamics = dynamics;
    this.access = type.u2(method);
    this.name = type.utf8(type.u2(method + 2));
    this.descriptor = type.utf8(type.u2(method + 4));
    this.attribute = attribute;
    this.maxStack = type.u2(attribute + 6);
    this.maxLocals = type.u2(attribute + 8);
    this.length = type.s4(attribute + 10);
    this.code = attribute + 14;
    this.labels = new int[length + 1];
    this.instructions = new int[length + 1];
    this.inserted = new byte[length];
  }

  /** True if the method changes. */
  boolean plan() {
    boolean initialiser = name.equals("<clinit>");
    String reported = Capturable.report(type.name, name, descriptor);
    if (initialiser && !type.name.startsWith("java/") && !type.name.startsWith("org/mosix/boot/")) {
      runOnlyOnce();
    } else if (Substitutions.getsSignals(type.name, name)) {
      int arrived = names.method(Names.SIGNAL_GATE, "arrived", "(I)Z");
      returnIf(new ByteSink(8).u1(ILOAD_0).u1(Opcodes.INVOKESTATIC).u2(arrived));
    } else if (reported != null) {
      int call = names.method(Names.CALLS, reported, "(Ljava/lang/Thread;)V");
      prefix = new ByteSink(4).u1(ALOAD_0).u1(Opcodes.INVOKESTATIC).u2(call).bytes;
    }
    reportResults();
    boolean polled = !initialiser && Capturable.mayPoll(type.name, name, descriptor) && !handlesAddresses();
    findLocks(polled);
    place(polled && (locks == null || locks.isStructured()));
    if (count > 0 && locks != null) {
      distinguishHeld();
    }
    return count > 0 || substitutes || prefix.length + report.length > 0;
  }

  private boolean handlesAddresses() {
    boolean found = false;
    if (RawAddresses.concerns(type.name)) {
      found = isNamed();
      for (int pc = 0; pc < length; pc += CodeShape.length(type, code, pc)) {
        if (CodeShape.isCall(type.u1(code + pc))) {
          int member = type.u2(code + pc + 1);
          if (RawAddresses.isCallback(type.memberName(member))) {
            throw UnusualClassException.UNUSUAL;
          }
          found |= RawAddresses.isGivenBy(type.memberName(member), type.memberDescriptor(member));
        }
      }
    }
    return found;
  }

  private boolean isNamed() {
    boolean named = RawAddresses.isNamed(type.name, name);
    if (named && RawAddresses.isCaptured(type.name, name)) {
      throw UnusualClassException.UNUSUAL;
    }
    return named;
  }

  /** The few JDK methods that tell the runtime what they return. */
  private void reportResults() {
    if (type.name.equals(Names.THROWABLE) && name.equals("fillInStackTrace")) {
      int filled = names.method(Names.CALLS, "filled", "(Ljava/lang/Throwable;)V");
      report = new ByteSink(4).u1(Opcodes.DUP).u1(Opcodes.INVOKESTATIC).u2(filled).bytes;
      reportStack = 1;
    } else if (type.name.equals("java/lang/invoke/InnerClassLambdaMetafactory") && name.equals("spinInnerClass")) {
      reportMade("spun");
    } else if (type.name.equals(Names.CLASS_DEFINER) && descriptor.equals(Names.DEFINE)) {
      reportMade("defined");
    } else if (type.name.equals(Names.STACK_WALKER) && name.equals("walk")) {
      int walking = names.method(Names.CALLS, "walking", Names.WALKING);
      prefix = new ByteSink(6).u1(ALOAD_0).u1(ALOAD_1).u1(Opcodes.INVOKESTATIC).u2(walking).u1(ASTORE_1).bytes;
      reportStack = 1;
    } else if (type.name.equals(Names.STACK_WALKER) && name.equals("getCallerClass")) {
      int walked = names.method(Names.CALLS, "walked", "(Ljava/lang/Class;)Ljava/lang/Class;");
      report = new ByteSink(3).u1(Opcodes.INVOKESTATIC).u2(walked).bytes;
    }
  }

  /** Tells the runtime which class is returned, and by whom. */
  private void reportMade(String as) {
    int made = names.method(Names.CALLS, as, "(Ljava/lang/Class;Ljava/lang/Object;)V");
    report = new ByteSink(5).u1(Opcodes.DUP).u1(ALOAD_0).u1(Opcodes.INVOKESTATIC).u2(made).bytes;
    reportStack = 2;
  }

  private void runOnlyOnce() {
    if (type.version < Opcodes.V1_5) {
      throw UnusualClassException.UNUSUAL;
    }
    int adopted = names.method(Names.CALLS, "adopted", "(Ljava/lang/Class;)Z");
    int self = type.self();
    ByteSink first = new ByteSink(12);
    if (self < 256) {
      first.u1(Opcodes.LDC).u1(self);
    } else {
      first.u1(19).u2(self);
    }
    returnIf(first.u1(Opcodes.INVOKESTATIC).u2(adopted));
  }

  /** The method begins with a question, and returns at once if that is answered with true. */
  private void returnIf(ByteSink asked) {
    asked.u1(Opcodes.IFEQ).u2(4).u1(Opcodes.RETURN);
    prefix = Arrays.copyOf(asked.bytes, asked.length);
    asks = true;
  }

  private void findLocks(boolean polled) {
    for (int pc = 0; pc < length; pc += CodeShape.length(type, code, pc)) {
      int opcode = type.u1(code + pc);
      if (opcode == Opcodes.JSR || opcode == Opcodes.RET || opcode == 201) {
        throw UnusualClassException.UNUSUAL;
      }
      if (opcode == Opcodes.MONITORENTER && locks == null && polled) {
        locks = new LockFlow(type, attribute);
      }
    }
    if (locks != null) {
      locks.run();
    }
  }

  /** Goes through the instructions, decides what is put in, and gives all their new places. */
  private void place(boolean polled) {
    boolean constructor = name.equals("<init>");
    boolean behindSuper = !constructor;
    int pendingNew = 0;
    int to = prefix.length;
    int largest = 0;
    if (polled && !constructor && ((access & Opcodes.ACC_SYNCHRONIZED) != 0 || EntryPoints.isBottom(name, descriptor))) {
      poll(to, 0);
      to += POLL;
    }
    boolean keepsLocks = locks != null && polled;
    boolean ours = Capturable.ours(type.name);
    int entering = 0;
    enterings = keepsLocks ? new int[length] : enterings;
    for (int pc = 0; pc < length; ) {
      int opcode = type.u1(code + pc);
      if (entering > 0) {
        enterings[pc] = entering;
        entering = opcode == Opcodes.NOP ? entering : 0;
      }
      int size = CodeShape.length(type, code, pc);
      boolean sound = polled && (locks == null || locks.before(pc) != null);
      boolean reached = behindSuper && sound;
      labels[pc] = to;
      boolean isSwitch = CodeShape.isSwitch(opcode);
      if (reached && jumpsBack(opcode, pc, isSwitch)) {
        inserted[pc] |= POLL_BEFORE;
        poll(to, pc);
        to += POLL;
      } else if (keepsLocks && opcode == Opcodes.MONITORENTER) {
        to += 1 + storeLength(locks.variable(pc));
      } else if (report.length > 0 && opcode == Opcodes.ARETURN) {
        inserted[pc] |= REPORT_BEFORE;
        to += report.length;
      }
      boolean call = CodeShape.isCall(opcode);
      if (constructor) {
        if (opcode == Opcodes.NEW) {
          pendingNew++;
        } else if (call && type.memberName(type.u2(code + pc + 1)).equals("<init>") && pendingNew-- == 0) {
          if (behindSuper) {
            // One of several calls that a switch chooses from.
            throw UnusualClassException.UNUSUAL;
          }
          behindSuper = true;
          pendingNew = 0;
        }
      }
      if (call && calls.isBlockingRead(type.u2(code + pc + 1)) && (access & Opcodes.ACC_STATIC) == 0) {
        throw UnusualClassException.UNUSUAL;
      }
      if (opcode == Opcodes.INVOKEDYNAMIC && reached) {
        to = strings(to, pc);
      }
      instructions[pc] = to;
      largest += CodeShape.largest(opcode, size, isSwitch ? CodeShape.branches(type, opcode, code + (pc & ~3) + 4) : 0);
      to += isSwitch ? size - (3 - (pc & 3)) + (3 - (to & 3)) : size;
      if (call) {
        substitutes |= calls.isReplaced(opcode, type.u2(code + pc + 1));
      }
      if (reached && call && ours && calls.isPoll(type.u2(code + pc + 1))) {
        // Our own boot classes poll where they want to be captured.
        poll(instructions[pc], pc);
      } else if (behindSuper && sound && (opcode == Opcodes.MONITORENTER || call && !calls.isLeaf(opcode, type.u2(code + pc + 1)))) {
        inserted[pc] |= POLL_BEHIND;
        entering = opcode == Opcodes.MONITORENTER ? to : 0;
        poll(to, opcode == Opcodes.MONITORENTER ? -1 - pc : pc);
        to += POLL;
      }
      pc += size;
    }
    labels[length] = to;
    end = to;
    checkSize(largest);
  }

  /** Makes strings of the arguments of a concatenation; answers where it comes to lie. */
  private int strings(int to, int pc) {
    ConcatArguments arguments = dynamics.open(type.u2(code + pc + 1));
    if (arguments == null) {
      return to;
    }
    int first = maxLocals + (locks == null ? 0 : locks.variables());
    int valueOf = names.method(ConcatArguments.STRING, ConcatArguments.VALUE_OF, ConcatArguments.VALUE_OF_DESCRIPTOR);
    ByteSink out = new ByteSink(32);
    arguments.emit(first, new ConcatArguments.Code() {
      @Override
      public void variable(int opcode, int variable) {
        RawMethod.variable(out, opcode, variable);
      }

      @Override
      public void clear(int variable) {
        out.u1(Opcodes.ACONST_NULL);
        RawMethod.variable(out, Opcodes.ASTORE, variable);
      }

      @Override
      public void valueOf() {
        out.u1(Opcodes.INVOKESTATIC).u2(valueOf);
        poll(to + out.length, pc);
        writePoll(out);
      }
    });
    if (strings.isEmpty()) {
      strings = new HashMap<>();
    }
    strings.put(pc, out);
    stringVariables = Math.max(stringVariables, arguments.variables());
    inserted[pc] |= STRINGS_BEFORE;
    return to + out.length;
  }

  private boolean keepsLocks() {
    return locks != null && count > 0;
  }

  private void checkSize(int largest) {
    if (locks != null && count == 0 && locks.isStructured()) {
      // All its locks lie in code that is never reached.
      throw UnusualClassException.UNUSUAL;
    }
    if (end + 1000 > (largest <= LARGEST_COMPILED ? LARGEST_COMPILED : 65535) && largest > LARGEST_COMPILED / 4) {
      throw UnusualClassException.UNUSUAL;
    }
    if (largest > LARGEST_COMPILED / 4 && 2 * (end - length) + largest + 1000 > LARGEST_COMPILED) {
      throw UnusualClassException.UNUSUAL;
    }
  }

  private boolean jumpsBack(int opcode, int pc, boolean isSwitch) {
    if (isSwitch) {
      int at = code + (pc & ~3) + 4;
      for (int i = CodeShape.branches(type, opcode, at) - 1; i >= -1; i--) {
        if (type.s4(CodeShape.branch(opcode, at, i)) <= 0) {
          return true;
        }
      }
      return false;
    }
    return (CodeShape.isJump(opcode) || CodeShape.isWideJump(opcode)) && CodeShape.target(type, code, pc, opcode) <= pc;
  }

  /** @param at old index of the instruction whose monitors are held; -1 minus the index of one that enters another */
  private void poll(int to, int at) {
    if (count == polls.length) {
      polls = Arrays.copyOf(polls, 2 * count);
      held = held == null ? null : Arrays.copyOf(held, 2 * count);
    }
    if (locks != null) {
      held = held == null ? new int[polls.length][] : held;
      held[count] = at < 0 ? locks.entered(-1 - at) : locks.before(at);
    }
    polls[count++] = to;
  }

  private void distinguishHeld() {
    heldSets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      held[i] = known(held[i]);
    }
  }

  private int[] known(int[] set) {
    for (int[] other : heldSets) {
      if (Arrays.equals(other, set)) {
        return other;
      }
    }
    heldSets.add(set);
    return set;
  }

  private static int storeLength(int variable) {
    return variable < 4 ? 1 : variable < 256 ? 2 : 4;
  }

  /** Appends the code attribute. */
  void write(ByteSink out) {
    int start = out.length;
    boolean keepsLocks = keepsLocks();
    int stack = Math.max(maxStack + (keepsLocks ? 1 : 0) + (strings.isEmpty() ? 0 : 1) + reportStack, count > 0 ? 2 : 0);
    stack = asks ? Math.max(stack, 1) : stack;
    int locals = maxLocals + (keepsLocks ? locks.variables() : 0) + stringVariables;
    out.copy(type.bytes, attribute, attribute + 2).u4(0).u2(stack).u2(locals).u4(0);
    int codeStart = out.length;
    writeCode(out, codeStart);
    int[] handlers = writeHandlers(out, codeStart, locals);
    int codeEnd = out.length;
    if (codeEnd - codeStart > 65535) {
      throw UnusualClassException.UNUSUAL;
    }
    out.setU4(codeStart - 4, codeEnd - codeStart);
    writeRanges(out, handlers);
    writeAttributes(out, handlers);
    out.setU4(start + 2, out.length - start - 6);
  }

  private void writeCode(ByteSink out, int codeStart) {
    boolean keepsLocks = keepsLocks();
    out.copy(prefix, 0, prefix.length);
    if (count > 0 && polls[0] == prefix.length && labels[0] == prefix.length + POLL) {
      writePoll(out);
    }
    int size;
    for (int pc = 0; pc < length; pc += size) {
      int opcode = type.u1(code + pc);
      size = CodeShape.length(type, code, pc);
      int what = inserted[pc];
      if ((what & POLL_BEFORE) != 0) {
        writePoll(out);
      } else if ((what & REPORT_BEFORE) != 0) {
        out.copy(report, 0, report.length);
      } else if ((what & STRINGS_BEFORE) != 0) {
        out.copy(strings.get(pc).bytes, 0, strings.get(pc).length);
      } else if (keepsLocks && opcode == Opcodes.MONITORENTER) {
        out.u1(Opcodes.DUP);
        variable(out, Opcodes.ASTORE, locks.variable(pc));
      }
      writeInstruction(out, codeStart, pc, opcode, size);
      if ((what & POLL_BEHIND) != 0) {
        writePoll(out);
      }
    }
    if (out.length - codeStart != end) {
      throw new IllegalStateException("code of " + type.name + '.' + name + ": " + (out.length - codeStart) + " bytes (expected: " + end + ")");
    }
  }

  private void writePoll(ByteSink out) {
    out.u1(Opcodes.INVOKESTATIC).u2(names.poll());
  }

  private void writeInstruction(ByteSink out, int codeStart, int pc, int opcode, int size) {
    int at = code + pc;
    if (CodeShape.isCall(opcode) && calls.isReplaced(opcode, type.u2(at + 1))) {
      out.u1(Opcodes.INVOKESTATIC).u2(calls.replacement(opcode, type.u2(at + 1), names));
    } else if ((inserted[pc] & STRINGS_BEFORE) != 0) {
      out.u1(opcode).u2(dynamics.ofStrings(type.u2(at + 1))).u2(0);
    } else if (CodeShape.isJump(opcode)) {
      int distance = distance(pc, type.s2(at + 1));
      if (distance != (short) distance) {
        throw UnusualClassException.UNUSUAL;
      }
      out.u1(opcode).u2(distance);
    } else if (CodeShape.isWideJump(opcode)) {
      out.u1(opcode).u4(distance(pc, type.s4(at + 1)));
    } else if (CodeShape.isSwitch(opcode)) {
      writeSwitch(out, codeStart, pc, opcode, size);
    } else {
      out.copy(type.bytes, at, at + size);
    }
  }

  private void writeSwitch(ByteSink out, int codeStart, int pc, int opcode, int size) {
    int operands = (pc & ~3) + 4;
    out.u1(opcode);
    while ((out.length - codeStart & 3) != 0) {
      out.u1(0);
    }
    int to = out.length;
    int from = code + operands;
    out.copy(type.bytes, from, code + pc + size);
    for (int i = CodeShape.branches(type, opcode, from) - 1; i >= -1; i--) {
      int branch = CodeShape.branch(opcode, from, i);
      out.setU4(to + branch - from, distance(pc, type.s4(branch)));
    }
  }

  private int distance(int pc, int old) {
    return label(pc + old) - instructions[pc];
  }

  private int label(int pc) {
    int to = labels[pc];
    if (to == 0 && pc != 0) {
      // In the middle of an instruction.
      throw UnusualClassException.UNUSUAL;
    }
    return to;
  }

  /** Appends a handler per set of held monitors, which releases them and returns a dummy value; answers where they begin. */
  private int[] writeHandlers(ByteSink out, int codeStart, int locals) {
    if (count == 0) {
      return new int[0];
    }
    int[] handlers = new int[Math.max(1, heldSets.size())];
    for (int i = 0; i < handlers.length; i++) {
      handlers[i] = out.length - codeStart;
      out.u1(Opcodes.POP);
      int[] release = heldSets.isEmpty() ? new int[0] : heldSets.get(i);
      for (int j = release.length - 1; j >= 0; j--) {
        variable(out, Opcodes.ALOAD, release[j]);
        out.u1(Opcodes.MONITOREXIT);
      }
      if (EntryPoints.isBottom(name, descriptor)) {
        stayHere(out, locals);
      }
      dummyReturn(out);
    }
    return handlers;
  }

  private void stayHere(ByteSink out, int locals) {
    for (int variable = 0; variable < locals; variable++) {
      out.u1(Opcodes.ACONST_NULL);
      variable(out, Opcodes.ASTORE, variable);
    }
    out.u1(Opcodes.INVOKESTATIC).u2(names.method(Names.CALLS, "unwound", Names.VOID));
  }

  private void dummyReturn(ByteSink out) {
    String result = descriptor.substring(descriptor.indexOf(')') + 1);
    switch (result.charAt(0)) {
      case 'V' -> out.u1(Opcodes.RETURN);
      case 'J' -> out.u1(Opcodes.LCONST_0).u1(Opcodes.LRETURN);
      case 'F' -> out.u1(Opcodes.FCONST_0).u1(Opcodes.FRETURN);
      case 'D' -> out.u1(Opcodes.DCONST_0).u1(Opcodes.DRETURN);
      case '[' -> out.u1(Opcodes.ACONST_NULL).u1(Opcodes.ARETURN);
      case 'L' -> dummyObject(out, result.substring(1, result.length() - 1));
      default -> out.u1(Opcodes.ICONST_0).u1(Opcodes.IRETURN);
    }
  }

  private void dummyObject(ByteSink out, String owner) {
    String primitive = Boxes.primitiveOf(owner);
    if (primitive == null) {
      out.u1(Opcodes.ACONST_NULL).u1(Opcodes.ARETURN);
      return;
    }
    out.u1(
        switch (primitive) {
          case "J" -> Opcodes.LCONST_0;
          case "F" -> Opcodes.FCONST_0;
          case "D" -> Opcodes.DCONST_0;
          default -> Opcodes.ICONST_0;
        });
    out.u1(Opcodes.INVOKESTATIC).u2(names.method(owner, "valueOf", "(" + primitive + ")L" + owner + ";")).u1(Opcodes.ARETURN);
  }

  private static void variable(ByteSink out, int opcode, int variable) {
    if (variable < 4) {
      boolean load = opcode <= Opcodes.ALOAD;
      int first = load ? ALOAD_0 : ASTORE_0;
      int type = opcode - (load ? Opcodes.ALOAD : Opcodes.ASTORE);
      out.u1(first + 4 * type + variable);
    } else if (variable < 256) {
      out.u1(opcode).u1(variable);
    } else {
      out.u1(196).u1(opcode).u2(variable);
    }
  }

  private void writeRanges(ByteSink out, int[] handlers) {
    int old = code + length;
    int ours = count == 0 ? 0 : locks == null ? 1 : count;
    out.u2(type.u2(old) + ours);
    if (ours > 0 && locks == null) {
      out.u2(polls[0]).u2(polls[count - 1] + POLL).u2(handlers[0]).u2(names.unwind());
    } else {
      for (int i = 0; i < ours; i++) {
        out.u2(polls[i]).u2(polls[i] + POLL).u2(handlers[heldSets.indexOf(held[i])]).u2(names.unwind());
      }
    }
    for (int i = type.u2(old), at = old + 2; i > 0; i--, at += 8) {
      out.u2(rangeStart(type.u2(at))).u2(label(type.u2(at + 2))).u2(label(type.u2(at + 4))).u2(type.u2(at + 6));
    }
  }

  /**
   * A range that begins right behind a {@code monitorenter} covers its poll too. A call there that no handler for everything covers
   * would leave the method with the monitor held, as far as the VM can tell, and neither C1 nor C2 compiles a method that may.
   */
  private int rangeStart(int pc) {
    return pc < enterings.length && enterings[pc] > 0 ? enterings[pc] : label(pc);
  }

  private void writeAttributes(ByteSink out, int[] handlers) {
    int at = code + length + 2 + 8 * type.u2(code + length);
    int total = type.u2(at);
    int totalAt = out.length;
    out.u2(total);
    at += 2;
    boolean framed = false;
    StackMaps frames = new StackMaps(type, labels, keepsLocks() ? locks : null);
    for (int i = total; i > 0; i--) {
      int next = at + 6 + type.s4(at + 2);
      switch (type.utf8(type.u2(at))) {
        case "LineNumberTable" -> lines(out, at);
        case "LocalVariableTable", "LocalVariableTypeTable" -> variables(out, at);
        case "StackMapTable" -> {
          framed = true;
          writeFrames(out, frames, type.u2(at), at, handlers);
        }
        default -> throw UnusualClassException.UNUSUAL;
      }
      at = next;
    }
    if (!framed && type.version >= Opcodes.V1_6 && (asks || handlers.length > 0)) {
      out.setU2(totalAt, total + 1);
      writeFrames(out, frames, names.stackMapTable(), -1, handlers);
    }
  }

  private void writeFrames(ByteSink out, StackMaps frames, int nameIndex, int at, int[] handlers) {
    out.u2(nameIndex).u4(0);
    int start = out.length;
    if (keepsLocks() && at > 0) {
      frames.initial(access, name, descriptor);
    }
    frames.begin(out, at, asks);
    for (int i = 0; i < handlers.length; i++) {
      frames.handler(handlers[i], heldSets.isEmpty() ? new int[0] : heldSets.get(i), names.unwind());
    }
    frames.finish();
    out.setU4(start - 4, out.length - start);
  }

  private void lines(ByteSink out, int at) {
    int entries = type.u2(at + 6);
    out.copy(type.bytes, at, at + 8);
    for (int i = 0, entry = at + 8; i < entries; i++, entry += 4) {
      out.u2(label(type.u2(entry))).u2(type.u2(entry + 2));
    }
  }

  private void variables(ByteSink out, int at) {
    int entries = type.u2(at + 6);
    out.copy(type.bytes, at, at + 8);
    for (int i = 0, entry = at + 8; i < entries; i++, entry += 10) {
      int from = type.u2(entry);
      int start = label(from);
      out.u2(start).u2(label(from + type.u2(entry + 2)) - start).copy(type.bytes, entry + 4, entry + 10);
    }
  }
}
