package org.mosix.instrument;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.CodeSizeEvaluator;
import org.objectweb.asm.commons.JSRInlinerAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Instruments any class file, on ASM's trees: slow, for what {@link RawInstrumenter} leaves. */
final class TreeInstrumenter {

  /** HotSpot never compiles longer methods. */
  private static final int LARGEST_COMPILED = 8000;

  private static final int LARGEST = 65535;

  /** What a method gets for which the polls it should have are too many. */
  private static final Map<MethodInstrumenter.Polls, List<MethodInstrumenter.Polls>> FEWER =
      Map.of(MethodInstrumenter.Polls.ALL, List.of(MethodInstrumenter.Polls.BUT_CONSTRUCTORS, MethodInstrumenter.Polls.LOOPS));

  private TreeInstrumenter() {}

  /**
   * @param classfile a class file that was not instrumented
   * @return the instrumented class file, or null if the class needs no change
   */
  static byte[] instrument(byte[] classfile) {
    ClassReader reader = new ClassReader(classfile);
    ClassNode type = new ClassNode();
    reader.accept(type, ClassReader.EXPAND_FRAMES);
    type.methods.replaceAll(TreeInstrumenter::withoutSubroutines);
    Set<String> leaves = leaves(type);
    boolean changed = false;
    for (int i = 0; i < type.methods.size(); i++) {
      MethodNode method = type.methods.get(i);
      if (method.instructions.size() == 0) {
        continue;
      }
      changed |= Substitutions.apply(type, method);
      // Exceptions are made by the VM in places where no thread can be stopped.
      changed |= Capturable.mayPoll(type.name, method.name, method.desc) && polls(type, method, leaves, i);
    }
    if (!changed) {
      return null;
    }
    ClassWriter writer = new ClassWriter(reader, 0);
    type.accept(writer);
    return writer.toByteArray();
  }

  private static boolean handlesAddresses(ClassNode type, MethodNode method) {
    if (RawAddresses.concerns(type.name)) {
      if (RawAddresses.isNamed(type.name, method.name)) {
        return true;
      }
      for (AbstractInsnNode at = method.instructions.getFirst(); at != null; at = at.getNext()) {
        if (at instanceof MethodInsnNode call && RawAddresses.isGivenBy(call.name, call.desc)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean polls(ClassNode type, MethodNode method, Set<String> leaves, int index) {
    int before = largestSize(method);
    MethodNode pristine = before > LARGEST_COMPILED / 4 || locks(method) ? copy(method) : null;
    MethodInstrumenter.Polls wanted =
        handlesAddresses(type, method) ? MethodInstrumenter.Polls.CALLBACKS : MethodInstrumenter.Polls.ALL;
    if (!new MethodInstrumenter(type, method, leaves, wanted).run()) {
      if (pristine != null) {
        type.methods.set(index, pristine);
      }
      return false;
    }
    if (pristine == null || before <= LARGEST_COMPILED / 4 || fits(before, largestSize(method))) {
      return true;
    }
    for (MethodInstrumenter.Polls fewer : FEWER.getOrDefault(wanted, List.of())) {
      MethodNode smaller = copy(pristine);
      if (new MethodInstrumenter(type, smaller, leaves, fewer).run() && fits(before, largestSize(smaller))) {
        type.methods.set(index, smaller);
        return true;
      }
    }
    type.methods.set(index, pristine);
    return false;
  }

  /** Compilers before Java 6 made subroutines of {@code finally} blocks; return addresses are nothing a frame could be rebuilt with. */
  private static MethodNode withoutSubroutines(MethodNode method) {
    if (!has(method, Opcodes.JSR)) {
      return method;
    }
    JSRInlinerAdapter inlined =
        new JSRInlinerAdapter(
            null, method.access, method.name, method.desc, method.signature, method.exceptions.toArray(new String[0]));
    method.accept(inlined);
    return inlined;
  }

  private static boolean locks(MethodNode method) {
    return has(method, Opcodes.MONITORENTER);
  }

  private static boolean has(MethodNode method, int opcode) {
    for (AbstractInsnNode at = method.instructions.getFirst(); at != null; at = at.getNext()) {
      if (at.getOpcode() == opcode) {
        return true;
      }
    }
    return false;
  }

  private static boolean fits(int before, int after) {
    return after <= (before <= LARGEST_COMPILED ? LARGEST_COMPILED : LARGEST);
  }

  private static int largestSize(MethodNode method) {
    CodeSizeEvaluator size = new CodeSizeEvaluator(null);
    method.accept(size);
    return size.getMaxSize();
  }

  private static MethodNode copy(MethodNode method) {
    MethodNode copy =
        new MethodNode(
            Opcodes.ASM9, method.access, method.name, method.desc, method.signature, method.exceptions.toArray(new String[0]));
    method.accept(copy);
    return copy;
  }

  /**
   * Methods of the class that hold no poll and are bound statically: a call of one needs none either. Found without looking at other
   * classes; a method that calls only leaves is one itself if it comes out in the first round.
   */
  private static Set<String> leaves(ClassNode type) {
    Set<String> leaves = new HashSet<>();
    for (MethodNode method : type.methods) {
      if (staticallyBound(type, method) && !needsPoll(method)) {
        leaves.add(type.name + '.' + method.name + method.desc);
      }
    }
    return leaves;
  }

  private static boolean staticallyBound(ClassNode type, MethodNode method) {
    int bound = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
    return (method.access & (Opcodes.ACC_NATIVE | Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_ABSTRACT)) == 0
        && ((method.access & bound) != 0 || (type.access & Opcodes.ACC_FINAL) != 0);
  }

  private static boolean needsPoll(MethodNode method) {
    Set<LabelNode> passed = new HashSet<>();
    for (AbstractInsnNode at = method.instructions.getFirst(); at != null; at = at.getNext()) {
      if (at instanceof LabelNode label) {
        passed.add(label);
      } else if (at instanceof JumpInsnNode jump && passed.contains(jump.label)
          || at instanceof MethodInsnNode call && !LeafCalls.isLeaf(call.getOpcode(), call.owner, call.name, call.desc)
          || at.getOpcode() == Opcodes.INVOKEDYNAMIC
          || at.getOpcode() == Opcodes.MONITORENTER
          || at.getOpcode() == Opcodes.TABLESWITCH
          || at.getOpcode() == Opcodes.LOOKUPSWITCH) {
        return true;
      }
    }
    return EntryPoints.isBottom(method.name, method.desc);
  }
}
