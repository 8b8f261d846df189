package org.mosix.instrument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Places the polls of one method, and the handlers that end it when it is unwound. */
final class MethodInstrumenter {

  enum Polls {
    ALL,
    /** None after constructors: for methods that would become too large to be compiled. Few constructors take long, and such methods call many. */
    BUT_CONSTRUCTORS,
    /** None after calls: for methods that would be too large even so. */
    LOOPS,
    /** Only after the calls of {@link RawAddresses}, where no address of native memory counts any more. */
    CALLBACKS
  }

  private final int version;
  private final String type;
  private final MethodNode method;
  private final Set<String> leaves;
  private final Polls wanted;
  private final InsnList code;
  private final boolean constructor;
  private HeldMonitors monitors;
  /** Null if this is no constructor. */
  private Unconstructed unconstructed;
  private final List<MethodInsnNode> polls = new ArrayList<>();
  private boolean concatenates;

  /**
   * @param leaves names and descriptors of this class's methods that hold no poll themselves
   * @param wanted which polls the method gets
   */
  MethodInstrumenter(ClassNode type, MethodNode method, Set<String> leaves, Polls wanted) {
    this.version = type.version & 0xffff;
    this.type = type.name;
    this.method = method;
    this.leaves = leaves;
    this.wanted = wanted;
    this.code = method.instructions;
    this.constructor = method.name.equals("<init>");
  }

  /** True if a poll was placed. */
  boolean run() {
    if (code.size() == 0 || method.name.equals("<clinit>") || usesSubroutines()) {
      return false;
    }
    boolean locks = has(Opcodes.MONITORENTER);
    if (locks) {
      keepLocks();
    }
    // Before it is constructed, this cannot be captured, and no range of an unwind handler may reach there.
    unconstructed = constructor ? Unconstructed.of(method) : null;
    boolean apart = locks || constructor && unconstructed.resume();
    if (apart) {
      monitors = HeldMonitors.of(method);
      if (monitors == null) {
        return false;
      }
    }
    if (locks) {
      showLocksInFrames();
    }
    placePolls();
    if (polls.isEmpty()) {
      return false;
    }
    if (apart) {
      handlersByMonitors();
    } else {
      handlerForAll();
    }
    method.maxStack = Math.max(method.maxStack, 2);
    return true;
  }

  private boolean usesSubroutines() {
    return has(Opcodes.JSR) || has(Opcodes.RET);
  }

  private boolean has(int opcode) {
    for (AbstractInsnNode at = code.getFirst(); at != null; at = at.getNext()) {
      if (at.getOpcode() == opcode) {
        return true;
      }
    }
    return false;
  }

  /** Keeps each lock in a variable of its own, so that the unwind handlers can release it. */
  private void keepLocks() {
    for (AbstractInsnNode at : code.toArray()) {
      if (at.getOpcode() == Opcodes.MONITORENTER) {
        code.insertBefore(at, new InsnNode(Opcodes.DUP));
        code.insertBefore(at, new VarInsnNode(Opcodes.ASTORE, method.maxLocals++));
      }
    }
    method.maxStack++;
  }

  private void showLocksInFrames() {
    for (AbstractInsnNode at = code.getFirst(); at != null; at = at.getNext()) {
      if (at instanceof FrameNode frame) {
        int[] held = monitors.before(at);
        if (held != null) {
          for (int variable : held) {
            frame.local = StackFrames.with(frame.local, variable, "java/lang/Object");
          }
        }
      }
    }
  }

  private void placePolls() {
    AbstractInsnNode[] all = code.toArray();
    if (pollsAtEntry()) {
      MethodInsnNode poll = poll();
      code.insert(poll);
      polls.add(poll);
    }
    java.util.IdentityHashMap<AbstractInsnNode, Integer> index = new java.util.IdentityHashMap<>();
    for (int i = 0; i < all.length; i++) {
      if (all[i] instanceof LabelNode) {
        index.put(all[i], i);
      }
    }
    int variables = 0;
    for (int i = 0; i < all.length; i++) {
      AbstractInsnNode at = all[i];
      boolean constructed = unconstructed == null || !unconstructed.at(i);
      if (!constructed || monitors != null && at.getOpcode() >= 0 && monitors.before(at) == null) {
        continue;
      }
      if (ResumeWriter.isPoll(at)) {
        // Our own boot classes poll where they want to be captured.
        polls.add((MethodInsnNode) at);
      } else if (wanted != Polls.CALLBACKS && at.getOpcode() == Opcodes.MONITORENTER
          || at instanceof MethodInsnNode call && isPolled(call)) {
        MethodInsnNode poll = poll();
        code.insert(at, poll);
        polls.add(poll);
      } else if (wanted == Polls.ALL && at instanceof InvokeDynamicInsnNode site && site.bsm.getOwner().equals(ConcatArguments.FACTORY)) {
        variables = Math.max(variables, strings(site));
      } else if (wanted != Polls.CALLBACKS && jumpsBack(at, i, index)) {
        MethodInsnNode poll = poll();
        code.insertBefore(at, poll);
        polls.add(poll);
      }
    }
    method.maxLocals += variables;
    method.maxStack += concatenates ? 1 : 0;
  }

  /** Makes strings of the arguments of a concatenation; answers how many variables that takes. */
  private int strings(InvokeDynamicInsnNode site) {
    ConcatArguments arguments = ConcatArguments.of(site.desc);
    if (!arguments.areOpen()) {
      return 0;
    }
    concatenates = true;
    arguments.emit(method.maxLocals, new ConcatArguments.Code() {
      @Override
      public void variable(int opcode, int variable) {
        code.insertBefore(site, new VarInsnNode(opcode, variable));
      }

      @Override
      public void clear(int variable) {
        code.insertBefore(site, new InsnNode(Opcodes.ACONST_NULL));
        variable(Opcodes.ASTORE, variable);
      }

      @Override
      public void valueOf() {
        code.insertBefore(site, new MethodInsnNode(
            Opcodes.INVOKESTATIC, ConcatArguments.STRING, ConcatArguments.VALUE_OF, ConcatArguments.VALUE_OF_DESCRIPTOR, false));
        MethodInsnNode poll = poll();
        code.insertBefore(site, poll);
        polls.add(poll);
      }
    });
    site.desc = arguments.descriptor();
    return arguments.variables();
  }

  private boolean isPolled(MethodInsnNode call) {
    return switch (wanted) {
      case ALL -> !leaf(call);
      case BUT_CONSTRUCTORS -> !leaf(call) && !call.name.equals("<init>");
      case LOOPS -> false;
      case CALLBACKS -> RawAddresses.isSafe(type, method.name, call.name);
    };
  }

  private boolean leaf(MethodInsnNode call) {
    return LeafCalls.isLeaf(call.getOpcode(), call.owner, call.name, call.desc) || leaves.contains(call.owner + '.' + call.name + call.desc);
  }

  private static boolean jumpsBack(AbstractInsnNode at, int i, java.util.Map<AbstractInsnNode, Integer> index) {
    if (at instanceof JumpInsnNode jump) {
      return index.get(jump.label) < i;
    }
    if (at instanceof TableSwitchInsnNode table) {
      return index.get(table.dflt) < i || anyBefore(i, table.labels, index);
    }
    if (at instanceof LookupSwitchInsnNode lookup) {
      return index.get(lookup.dflt) < i || anyBefore(i, lookup.labels, index);
    }
    return false;
  }

  private static boolean anyBefore(int i, List<LabelNode> labels, java.util.Map<AbstractInsnNode, Integer> index) {
    for (LabelNode label : labels) {
      if (index.get(label) < i) {
        return true;
      }
    }
    return false;
  }

  /** Where the lock is taken by the call itself, or where a thread begins. */
  private boolean pollsAtEntry() {
    return !constructor && wanted != Polls.CALLBACKS && ((method.access & Opcodes.ACC_SYNCHRONIZED) != 0 || EntryPoints.isBottom(method.name, method.desc));
  }

  private MethodInsnNode poll() {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, Names.pollOf(type), Names.POLL_METHOD, Names.VOID, false);
  }

  private void handlerForAll() {
    LabelNode start = new LabelNode();
    LabelNode end = new LabelNode();
    code.insertBefore(polls.get(0), start);
    code.insert(polls.get(polls.size() - 1), end);
    // Entry polls are inserted first, so that the list is in code order.
    method.tryCatchBlocks.add(0, new TryCatchBlockNode(start, end, handler(new int[0]), Names.UNWIND));
  }

  /** One handler per set of held monitors; a range covers the polls between which that set does not change. */
  private void handlersByMonitors() {
    List<TryCatchBlockNode> blocks = new ArrayList<>();
    List<int[]> sets = new ArrayList<>();
    List<LabelNode> handlers = new ArrayList<>();
    HeldMonitors now = HeldMonitors.of(method);
    for (MethodInsnNode poll : polls) {
      int[] held = now.before(poll);
      int known = indexOf(sets, held);
      if (known < 0) {
        known = sets.size();
        sets.add(held);
        handlers.add(handler(held));
      }
      LabelNode start = new LabelNode();
      LabelNode end = new LabelNode();
      code.insertBefore(poll, start);
      code.insert(poll, end);
      blocks.add(new TryCatchBlockNode(start, end, handlers.get(known), Names.UNWIND));
    }
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      coverEntering(block);
    }
    method.tryCatchBlocks.addAll(0, blocks);
  }

  /**
   * A range that begins right behind a {@code monitorenter} covers its poll too. A call there that no handler for everything covers
   * would leave the method with the monitor held, as far as the VM can tell, and neither C1 nor C2 compiles a method that may.
   */
  private void coverEntering(TryCatchBlockNode block) {
    AbstractInsnNode at = block.start.getPrevious();
    while (at != null && (at.getOpcode() < 0 || at.getOpcode() == Opcodes.NOP)) {
      at = at.getPrevious();
    }
    if (at != null
        && ResumeWriter.isPoll(at)
        && at.getPrevious() instanceof LabelNode start
        && start.getPrevious() != null
        && start.getPrevious().getOpcode() == Opcodes.MONITORENTER) {
      block.start = start;
    }
  }

  private static int indexOf(List<int[]> sets, int[] held) {
    for (int i = 0; i < sets.size(); i++) {
      if (Arrays.equals(sets.get(i), held)) {
        return i;
      }
    }
    return -1;
  }

  /** Appends a handler that releases {@code held} and returns a dummy value. */
  private LabelNode handler(int[] held) {
    LabelNode handler = new LabelNode();
    code.add(handler);
    if (version >= Opcodes.V1_6) {
      List<Object> locals = new ArrayList<>();
      for (int variable : held) {
        locals = StackFrames.with(locals, variable, "java/lang/Object");
      }
      code.add(new FrameNode(Opcodes.F_NEW, locals.size(), locals.toArray(), 1, new Object[] {Names.UNWIND}));
    }
    code.add(new InsnNode(Opcodes.POP));
    for (int i = held.length - 1; i >= 0; i--) {
      code.add(new VarInsnNode(Opcodes.ALOAD, held[i]));
      code.add(new InsnNode(Opcodes.MONITOREXIT));
    }
    if (EntryPoints.isBottom(method.name, method.desc)) {
      stayHere();
    }
    Type result = Type.getReturnType(method.desc);
    switch (result.getSort()) {
      case Type.VOID -> {}
      case Type.LONG -> code.add(new InsnNode(Opcodes.LCONST_0));
      case Type.FLOAT -> code.add(new InsnNode(Opcodes.FCONST_0));
      case Type.DOUBLE -> code.add(new InsnNode(Opcodes.DCONST_0));
      case Type.OBJECT, Type.ARRAY -> dummyObject(result);
      default -> code.add(new InsnNode(Opcodes.ICONST_0));
    }
    code.add(new InsnNode(result.getOpcode(Opcodes.IRETURN)));
    return handler;
  }

  /** Null, but a zero for the box types: lambda proxies unbox what they get before the caller's poll is reached. */
  private void dummyObject(Type result) {
    String primitive = Boxes.primitiveOf(result.getInternalName());
    if (primitive == null) {
      code.add(new InsnNode(Opcodes.ACONST_NULL));
      return;
    }
    code.add(
        new InsnNode(
            switch (primitive) {
              case "J" -> Opcodes.LCONST_0;
              case "F" -> Opcodes.FCONST_0;
              case "D" -> Opcodes.DCONST_0;
              default -> Opcodes.ICONST_0;
            }));
    String owner = result.getInternalName();
    code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, owner, "valueOf", "(" + primitive + ")L" + owner + ";", false));
  }

  /** The bottom frame's thread waits below it; its variables are cleared, or they would keep the program's heap alive at home. */
  private void stayHere() {
    for (int variable = 0; variable < method.maxLocals; variable++) {
      code.add(new InsnNode(Opcodes.ACONST_NULL));
      code.add(new VarInsnNode(Opcodes.ASTORE, variable));
    }
    code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, Names.CALLS, "unwound", Names.VOID, false));
  }
}
