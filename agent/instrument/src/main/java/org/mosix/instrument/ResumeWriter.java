package org.mosix.instrument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.AnalyzerAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Writes the class that continues a method behind a poll: a prologue, then the method's own code. */
public final class ResumeWriter {

  /** Variables the prologue needs before it has restored any: the resumption and its frame. */
  private static final int ARGUMENTS = 2;

  private static final String HIDDEN = "Ljdk/internal/vm/annotation/Hidden;";

  private final ClassNode type = new ClassNode();
  private final MethodNode method;
  private final MemberAccess members;
  private final Map<AbstractInsnNode, Integer> pollOffsets = new IdentityHashMap<>();
  private final MethodInsnNode poll;
  private final LabelNode behind = new LabelNode();
  private final boolean isStatic;
  private final boolean isSynchronized;
  private List<Object> locals;
  private List<Object> operands;
  private int[] held;
  /** The variable that keeps the lock of a synchronized method, or -1. */
  private int ownLock = -1;
  private int temporary;
  private String calleeResult;

  private ResumeWriter(byte[] instrumented, String name, String descriptor, int bci, AccessRules rules) {
    MethodNode read = read(instrumented, name, descriptor);
    this.method = InferredFrames.areNeeded(type.version) ? InferredFrames.of(type, read, pollOffsets, rules) : read;
    this.isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
    this.isSynchronized = (method.access & Opcodes.ACC_SYNCHRONIZED) != 0;
    this.poll = pollAt(bci);
    this.members = new MemberAccess(type, rules);
  }

  /**
   * @param instrumented the class file the frame was captured in
   * @param bci of a poll of the method {@code name} with {@code descriptor}
   * @throws UnresumableException if this poll's state cannot be rebuilt by bytecode
   */
  public static ResumeClass write(byte[] instrumented, String name, String descriptor, int bci, AccessRules rules) {
    return new ResumeWriter(instrumented, name, descriptor, bci, rules).write();
  }

  private MethodNode read(byte[] instrumented, String name, String descriptor) {
    OffsetReader reader = new OffsetReader(instrumented);
    MethodNode[] found = new MethodNode[1];
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, type) {
          @Override
          public MethodVisitor visitMethod(int access, String n, String d, String signature, String[] exceptions) {
            if (!n.equals(name) || !d.equals(descriptor)) {
              super.visitMethod(access, n, d, signature, exceptions);
              return null;
            }
            found[0] =
                new MethodNode(Opcodes.ASM9, access, n, d, signature, exceptions) {
                  @Override
                  public void visitMethodInsn(int opcode, String owner, String m, String md, boolean isInterface) {
                    super.visitMethodInsn(opcode, owner, m, md, isInterface);
                    if (isPoll(instructions.getLast())) {
                      pollOffsets.put(instructions.getLast(), reader.offset());
                    }
                  }
                };
            return found[0];
          }
        },
        ClassReader.EXPAND_FRAMES);
    if (found[0] == null) {
      throw new UnresumableException("no method " + name + descriptor + " in " + type.name);
    }
    return found[0];
  }

  private MethodInsnNode pollAt(int bci) {
    for (Map.Entry<AbstractInsnNode, Integer> entry : pollOffsets.entrySet()) {
      if (entry.getValue() == bci) {
        return (MethodInsnNode) entry.getKey();
      }
    }
    throw new UnresumableException("no poll at index " + bci + " of " + type.name + '.' + method.name + method.desc);
  }

  static boolean isPoll(AbstractInsnNode at) {
    return at instanceof MethodInsnNode call && Names.isPoll(call.owner, call.name);
  }

  private ResumeClass write() {
    new LateNew(method).apply(poll);
    analyse();
    HeldMonitors monitors = HeldMonitors.of(method);
    held = monitors == null ? null : monitors.before(poll);
    if (held == null) {
      throw new UnresumableException("locking is not structured in " + type.name + '.' + method.name);
    }
    Map<Integer, List<Integer>> aliases = aliases(monitors);
    boolean lockPoll = isLockPoll();
    temporary = Math.max(method.maxLocals, ARGUMENTS);
    if (isSynchronized) {
      ownLock = temporary++;
    }
    if (lockPoll) {
      // The lock is taken below, when all threads run again: the next stop may find this thread waiting for it.
      method.instructions.insertBefore(poll, behind);
    } else {
      method.instructions.insert(poll, behind);
    }
    InsnList prologue = prologue(lockPoll, aliases);
    finishBody(prologue);
    return define();
  }

  /** Types of the variables and operands at the poll. */
  private void analyse() {
    Label at = new Label();
    LabelNode mark = new LabelNode(at);
    method.instructions.insertBefore(poll, mark);
    AnalyzerAdapter analyzer =
        new AnalyzerAdapter(Opcodes.ASM9, type.name, method.access, method.name, method.desc, null) {
          @Override
          public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (reached && Names.isPoll(owner, name)) {
              reached = false;
              if (this.locals != null) {
                ResumeWriter.this.locals = new ArrayList<>(this.locals);
                ResumeWriter.this.operands = new ArrayList<>(this.stack);
              }
            }
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
          }

          private boolean reached;

          @Override
          public void visitLabel(Label label) {
            super.visitLabel(label);
            reached |= label == at;
          }
        };
    method.accept(analyzer);
    method.instructions.remove(mark);
    if (locals == null) {
      throw new UnresumableException("a poll of " + type.name + '.' + method.name + " is never reached");
    }
    for (Object operand : operands) {
      if (operand instanceof Label || operand == Opcodes.UNINITIALIZED_THIS) {
        throw new UnresumableException("an object under construction on the operand stack of " + type.name + '.' + method.name);
      }
    }
    for (Object local : locals) {
      if (local instanceof Label || local == Opcodes.UNINITIALIZED_THIS) {
        throw new UnresumableException("an object under construction in a variable of " + type.name + '.' + method.name);
      }
    }
  }

  /** Variables that hold the same lock as a lock variable: the compilers' check for balanced locking follows copies, not values. */
  private Map<Integer, List<Integer>> aliases(HeldMonitors monitors) {
    Map<Integer, List<Integer>> aliases = new HashMap<>();
    for (AbstractInsnNode at = method.instructions.getFirst(); at != null; at = at.getNext()) {
      if (at.getOpcode() == Opcodes.MONITOREXIT && previousReal(at) instanceof VarInsnNode load && load.getOpcode() == Opcodes.ALOAD) {
        int[] before = monitors.before(at);
        if (before != null && before.length > 0) {
          int lock = before[before.length - 1];
          List<Integer> same = aliases.computeIfAbsent(lock, k -> new ArrayList<>());
          if (load.var != lock && !same.contains(load.var) && load.var < locals.size() && locals.get(load.var) instanceof String) {
            same.add(load.var);
          }
        }
      }
    }
    return aliases;
  }

  /** The poll after {@code monitorenter} or at the entry of a synchronized method: its lock is taken when all threads are back. */
  private boolean isLockPoll() {
    AbstractInsnNode before = previousReal(poll);
    return before == null ? isSynchronized : before.getOpcode() == Opcodes.MONITORENTER;
  }

  private static AbstractInsnNode previousReal(AbstractInsnNode at) {
    AbstractInsnNode before = at.getPrevious();
    while (before != null && before.getOpcode() < 0) {
      before = before.getPrevious();
    }
    return before;
  }

  private InsnList prologue(boolean lockPoll, Map<Integer, List<Integer>> aliases) {
    InsnList p = new InsnList();
    p.add(new VarInsnNode(Opcodes.ALOAD, 1));
    p.add(new VarInsnNode(Opcodes.ASTORE, temporary));
    int locks = held.length + (isSynchronized ? 1 : 0);
    int taken = 0;
    if (isSynchronized) {
      if (lockPoll && ++taken == locks) {
        restored(p);
      }
      ownLock(p);
    }
    for (int variable : held) {
      if (lockPoll && ++taken == locks) {
        restored(p);
      }
      enter(p, variable, aliases.getOrDefault(variable, List.of()));
    }
    if (!lockPoll) {
      restored(p);
    }
    for (int i = 0; i < locals.size(); i++) {
      if (locals.get(i) != Opcodes.TOP && !isLock(i, aliases)) {
        load(p, i, locals.get(i), i);
        p.add(new VarInsnNode(Type.getType(storeType(locals.get(i))).getOpcode(Opcodes.ISTORE), i));
      }
    }
    forgetArguments(p, aliases);
    operandsAndCallee(p);
    p.add(new VarInsnNode(Opcodes.ALOAD, temporary));
    p.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, Names.FRAME, "consume", "()L" + Names.FRAME + ";", false));
    p.add(new VarInsnNode(Opcodes.ASTORE, temporary));
    p.add(new JumpInsnNode(Opcodes.GOTO, behind));
    return p;
  }

  /** Resumption and frame must not be found, by a later capture, in variables that the method does not use at this poll. */
  private void forgetArguments(InsnList p, Map<Integer, List<Integer>> aliases) {
    for (int i = 0; i < ARGUMENTS; i++) {
      boolean used = i < locals.size() && locals.get(i) != Opcodes.TOP || isLock(i, aliases) || i == ownLock;
      boolean upperHalf = i > 0 && i <= locals.size() && isWide(locals.get(i - 1));
      if (!used && !upperHalf) {
        p.add(new InsnNode(Opcodes.ACONST_NULL));
        p.add(new VarInsnNode(Opcodes.ASTORE, i));
      }
    }
  }

  private static boolean isWide(Object verificationType) {
    return verificationType == Opcodes.LONG || verificationType == Opcodes.DOUBLE;
  }

  private boolean isLock(int variable, Map<Integer, List<Integer>> aliases) {
    for (int lock : held) {
      if (lock == variable || aliases.getOrDefault(lock, List.of()).contains(variable)) {
        return true;
      }
    }
    return false;
  }

  private void restored(InsnList p) {
    p.add(new VarInsnNode(Opcodes.ALOAD, temporary));
    p.add(new MethodInsnNode(Opcodes.INVOKESTATIC, Names.CALLS, "restored", "(L" + Names.FRAME + ";)V", false));
  }

  private void ownLock(InsnList p) {
    if (isStatic) {
      p.add(new org.objectweb.asm.tree.LdcInsnNode(Type.getObjectType(type.name)));
    } else {
      reference(p, 0);
    }
    p.add(new InsnNode(Opcodes.DUP));
    p.add(new VarInsnNode(Opcodes.ASTORE, ownLock));
    p.add(new InsnNode(Opcodes.MONITORENTER));
  }

  private void enter(InsnList p, int variable, List<Integer> aliases) {
    reference(p, variable);
    cast(p, locals.get(variable));
    p.add(new InsnNode(Opcodes.DUP));
    p.add(new VarInsnNode(Opcodes.ASTORE, variable));
    for (int alias : aliases) {
      p.add(new InsnNode(Opcodes.DUP));
      cast(p, locals.get(alias));
      p.add(new VarInsnNode(Opcodes.ASTORE, alias));
    }
    p.add(new InsnNode(Opcodes.MONITORENTER));
  }

  /**
   * Operands below the result of the call before the poll; then that result: from the frame this one called, or, where the thread was
   * stopped at this poll itself, from the operand stack.
   */
  private void operandsAndCallee(InsnList p) {
    AbstractInsnNode before = poll.getPrevious();
    while (before != null && before.getOpcode() < 0 && !(before instanceof FrameNode)) {
      before = before.getPrevious();
    }
    boolean afterCall = before instanceof MethodInsnNode && !isPoll(before) && before.getOpcode() >= 0;
    Type result = afterCall ? Type.getReturnType(((MethodInsnNode) before).desc) : Type.VOID_TYPE;
    int below = operands.size() - result.getSize();
    for (int i = 0; i < below; i++) {
      if (operands.get(i) != Opcodes.TOP) {
        load(p, operandSlot(i), operands.get(i), i);
      }
    }
    if (!afterCall) {
      return;
    }
    calleeResult = result.getDescriptor();
    LabelNode top = new LabelNode();
    LabelNode callStart = new LabelNode();
    LabelNode callEnd = new LabelNode();
    p.add(new VarInsnNode(Opcodes.ALOAD, temporary));
    p.add(new org.objectweb.asm.tree.FieldInsnNode(Opcodes.GETFIELD, Names.FRAME, "callee", "L" + Names.FRAME + ";"));
    p.add(new JumpInsnNode(Opcodes.IFNULL, top));
    p.add(new VarInsnNode(Opcodes.ALOAD, temporary));
    p.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, Names.FRAME, "consume", "()L" + Names.FRAME + ";", false));
    p.add(new VarInsnNode(Opcodes.ASTORE, temporary));
    p.add(callStart);
    line(p, before);
    p.add(new VarInsnNode(Opcodes.ALOAD, temporary));
    p.add(new org.objectweb.asm.tree.FieldInsnNode(Opcodes.GETFIELD, Names.FRAME, "code", "L" + Names.RESUMPTION + ";"));
    p.add(new VarInsnNode(Opcodes.ALOAD, temporary));
    forgetFrame(p);
    invokeResumption(p, result);
    MethodInsnNode again = new MethodInsnNode(Opcodes.INVOKESTATIC, Names.POLL, Names.POLL_METHOD, Names.VOID, false);
    p.add(again);
    pollOffsets.put(again, pollOffsets.get(poll));
    p.add(callEnd);
    p.add(new JumpInsnNode(Opcodes.GOTO, behind));
    p.add(top);
    p.add(frameHere(below));
    if (result.getSize() > 0) {
      load(p, operandSlot(below), operands.get(below), below);
    }
    coverCall((MethodInsnNode) before, callStart, callEnd);
  }

  private int operandSlot(int operand) {
    return OPERANDS + operand;
  }

  /** Operands are addressed behind the variables: {@code Frame.locals} is not known here, so they have their own accessors. */
  private static final int OPERANDS = 1 << 16;

  /** The frame held what its method's variables hold now: kept, it would keep objects alive that the program lets go. */
  private void forgetFrame(InsnList p) {
    p.add(new InsnNode(Opcodes.ACONST_NULL));
    p.add(new VarInsnNode(Opcodes.ASTORE, temporary));
  }

  private static void line(InsnList p, AbstractInsnNode call) {
    for (AbstractInsnNode at = call; at != null; at = at.getPrevious()) {
      if (at instanceof LineNumberNode line) {
        LabelNode here = new LabelNode();
        p.add(here);
        p.add(new LineNumberNode(line.line, here));
        return;
      }
    }
  }

  private static void invokeResumption(InsnList p, Type result) {
    char kind = ResumeClass.kindOf(result.getDescriptor());
    String name =
        switch (kind) {
          case 'V' -> "resumeVoid";
          case 'I' -> "resumeInt";
          case 'J' -> "resumeLong";
          case 'F' -> "resumeFloat";
          case 'D' -> "resumeDouble";
          default -> "resumeObject";
        };
    p.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, Names.RESUMPTION, name, resumeDescriptor(kind), false));
    if (kind == 'A') {
      cast(p, result.getInternalName());
    }
  }

  private static String resumeDescriptor(char kind) {
    return "(L" + Names.FRAME + ";)" + (kind == 'A' ? "Ljava/lang/Object;" : String.valueOf(kind));
  }

  private FrameNode frameHere(int below) {
    List<Object> variables = StackFrames.compact(locals);
    if (ownLock >= 0) {
      variables = StackFrames.with(variables, ownLock, "java/lang/Object");
    }
    variables = StackFrames.with(variables, temporary, Names.FRAME);
    List<Object> stack = StackFrames.compact(operands.subList(0, below));
    return new FrameNode(Opcodes.F_NEW, variables.size(), variables.toArray(), stack.size(), stack.toArray());
  }

  /** What the callee throws is caught where the original call's exceptions are. */
  private void coverCall(MethodInsnNode call, LabelNode start, LabelNode end) {
    List<TryCatchBlockNode> all = new ArrayList<>();
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      all.add(block);
      if (covers(block, Names.UNWIND.equals(block.type) ? poll : call)) {
        all.add(new TryCatchBlockNode(start, end, block.handler, block.type));
      }
    }
    method.tryCatchBlocks = all;
  }

  private boolean covers(TryCatchBlockNode block, AbstractInsnNode at) {
    int index = method.instructions.indexOf(at);
    return method.instructions.indexOf(block.start) <= index && index < method.instructions.indexOf(block.end);
  }

  private void load(InsnList p, int slot, Object verificationType, int ignored) {
    if (verificationType == Opcodes.NULL) {
      p.add(new InsnNode(Opcodes.ACONST_NULL));
    } else if (verificationType == Opcodes.INTEGER) {
      accessor(p, slot, "int", "I");
    } else if (verificationType == Opcodes.LONG) {
      accessor(p, slot + 1, "long", "J");
    } else if (verificationType == Opcodes.FLOAT) {
      accessor(p, slot, "float", "F");
    } else if (verificationType == Opcodes.DOUBLE) {
      accessor(p, slot + 1, "double", "D");
    } else {
      reference(p, slot);
      cast(p, verificationType);
    }
  }

  private void reference(InsnList p, int slot) {
    accessor(p, slot, "reference", "Ljava/lang/Object;");
  }

  private void accessor(InsnList p, int slot, String what, String result) {
    boolean operand = slot >= OPERANDS;
    p.add(new VarInsnNode(Opcodes.ALOAD, temporary));
    p.add(Constants.push(operand ? slot - OPERANDS : slot));
    p.add(
        new MethodInsnNode(
            Opcodes.INVOKEVIRTUAL, Names.FRAME, what + (operand ? "Operand" : "Local"), "(I)" + result, false));
  }

  private static void cast(InsnList p, Object verificationType) {
    if (verificationType instanceof String name && !name.equals("java/lang/Object")) {
      p.add(new org.objectweb.asm.tree.TypeInsnNode(Opcodes.CHECKCAST, name));
    }
  }

  private static String storeType(Object verificationType) {
    if (verificationType == Opcodes.INTEGER) {
      return "I";
    }
    if (verificationType == Opcodes.LONG) {
      return "J";
    }
    if (verificationType == Opcodes.FLOAT) {
      return "F";
    }
    return verificationType == Opcodes.DOUBLE ? "D" : "Ljava/lang/Object;";
  }

  /** Joins prologue and body, gives the target of the jump a stack map frame, and drops what cannot be reached any more. */
  private void finishBody(InsnList prologue) {
    if (ownLock >= 0) {
      releaseOwnLock(prologue);
    }
    if (!startsWithFrame(behind)) {
      List<Object> variables = StackFrames.compact(locals);
      if (ownLock >= 0) {
        variables = StackFrames.with(variables, ownLock, "java/lang/Object");
      }
      List<Object> stack = StackFrames.compact(operands);
      method.instructions.insert(
          behind, new FrameNode(Opcodes.F_NEW, variables.size(), variables.toArray(), stack.size(), stack.toArray()));
    }
    method.instructions.insert(prologue);
    returnWhenUnwound();
    members.apply(method);
    Reachable.keep(method);
  }

  /** Below a resumed bottom frame the thread waits already: its handler need not, or each stop would leave frames behind. */
  private void returnWhenUnwound() {
    for (AbstractInsnNode at : method.instructions.toArray()) {
      if (at instanceof MethodInsnNode call && call.owner.equals(Names.CALLS) && call.name.equals("unwound")) {
        method.instructions.remove(at);
      }
    }
  }

  /** The lock of a synchronized method is released by the VM in the original, and by code here: on return, and when it throws. */
  private void releaseOwnLock(InsnList prologue) {
    LabelNode start = new LabelNode();
    LabelNode end = new LabelNode();
    LabelNode handler = new LabelNode();
    for (AbstractInsnNode at : method.instructions.toArray()) {
      int opcode = at.getOpcode();
      if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
        method.instructions.insertBefore(at, new VarInsnNode(Opcodes.ALOAD, ownLock));
        method.instructions.insertBefore(at, new InsnNode(Opcodes.MONITOREXIT));
      } else if (at instanceof FrameNode frame) {
        frame.local = StackFrames.with(frame.local, ownLock, "java/lang/Object");
      }
    }
    List<Object> variables = StackFrames.with(new ArrayList<>(), ownLock, "java/lang/Object");
    prologue.insertBefore(afterFirstEnter(prologue), start);
    method.instructions.add(end);
    method.instructions.add(handler);
    method.instructions.add(
        new FrameNode(Opcodes.F_NEW, variables.size(), variables.toArray(), 1, new Object[] {"java/lang/Throwable"}));
    method.instructions.add(new VarInsnNode(Opcodes.ALOAD, ownLock));
    method.instructions.add(new InsnNode(Opcodes.MONITOREXIT));
    method.instructions.add(new InsnNode(Opcodes.ATHROW));
    method.tryCatchBlocks.add(new TryCatchBlockNode(start, end, handler, null));
    method.maxStack++;
  }

  private static AbstractInsnNode afterFirstEnter(InsnList prologue) {
    AbstractInsnNode at = prologue.getFirst();
    while (at.getOpcode() != Opcodes.MONITORENTER) {
      at = at.getNext();
    }
    return at.getNext();
  }

  private static boolean startsWithFrame(AbstractInsnNode label) {
    AbstractInsnNode at = label.getNext();
    while (at != null && at.getOpcode() < 0) {
      if (at instanceof FrameNode) {
        return true;
      }
      at = at.getNext();
    }
    return false;
  }

  private ResumeClass define() {
    char kind = ResumeClass.kindOf(method.desc);
    MethodNode resume =
        new MethodNode(
            Opcodes.ASM9,
            Opcodes.ACC_PUBLIC,
            resumeName(kind),
            resumeDescriptor(kind),
            null,
            new String[] {"java/lang/Throwable"});
    resume.instructions = method.instructions;
    resume.tryCatchBlocks = method.tryCatchBlocks;
    resume.maxLocals = temporary + 1;
    resume.maxStack = method.maxStack + 4;
    ClassNode result = new ClassNode();
    result.version = Math.max(Opcodes.V11, type.version & 0xffff);
    result.access = Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_SUPER;
    result.name = type.name + "$Resume";
    result.superName = Names.RESUMPTION;
    result.sourceFile = type.sourceFile;
    result.methods.add(resume);
    result.methods.addAll(members.helpers(result.name));
    ClassWriter writer = new ClassWriter(0);
    result.accept(writer);
    byte[] bytes = writer.toByteArray();
    return new ResumeClass(bytes, pollMap(bytes, resume), kind, calleeResult, isHidden(), members.data());
  }

  private boolean isHidden() {
    if (method.visibleAnnotations != null) {
      for (AnnotationNode annotation : method.visibleAnnotations) {
        if (annotation.desc.equals(HIDDEN)) {
          return true;
        }
      }
    }
    return false;
  }

  private static String resumeName(char kind) {
    InsnList list = new InsnList();
    invokeResumption(list, kind == 'A' ? Type.getObjectType("java/lang/Object") : Type.getType(String.valueOf(kind)));
    return ((MethodInsnNode) list.getFirst()).name;
  }

  private int[][] pollMap(byte[] bytes, MethodNode resume) {
    int[] mine = PollIndex.of(bytes).method(resume.name, resume.desc).polls();
    int[] originals = new int[mine.length];
    int i = 0;
    for (AbstractInsnNode at = resume.instructions.getFirst(); at != null; at = at.getNext()) {
      Integer original = pollOffsets.get(at);
      if (original != null) {
        originals[i++] = original;
      }
    }
    if (i != mine.length) {
      throw new IllegalStateException("polls of " + resume.name + ": " + mine.length + " (expected: " + i + ")");
    }
    return new int[][] {mine, originals};
  }
}
