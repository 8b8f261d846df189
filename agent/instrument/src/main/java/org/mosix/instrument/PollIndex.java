package org.mosix.instrument;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Where the polls of an instrumented class lie, by bytecode index. */
public final class PollIndex {

  /** The polls of one method. */
  public static final class Method {

    private int[] polls = {};
    private int[] calls = {};
    /** Polls behind calls of {@code loadClass(String)}. */
    private final BitSet loads = new BitSet();
    private boolean bottom;
    private boolean locksThis;
    private boolean unusual;

    private void add(int poll, int call, boolean loadsClass) {
      loads.set(polls.length, loadsClass);
      polls = Arrays.copyOf(polls, polls.length + 1);
      calls = Arrays.copyOf(calls, calls.length + 1);
      polls[polls.length - 1] = poll;
      calls[calls.length - 1] = call;
    }

    /** Indexes of the polls, ascending. */
    public int[] polls() {
      return polls;
    }

    /** The poll at {@code bci}, or right after the call at {@code bci}; -1 if there is none. */
    public int pollOf(int bci) {
      for (int i = 0; i < polls.length; i++) {
        if (polls[i] == bci || calls[i] == bci) {
          return polls[i];
        }
      }
      return -1;
    }

    /** True if the call before this poll is one of a method {@code Class loadClass(String)}. */
    public boolean loadsClass(int poll) {
      int at = Arrays.binarySearch(polls, poll);
      return at >= 0 && loads.get(at);
    }

    /** True if a thread may begin here and wait below when it is unwound. */
    public boolean isBottom() {
      return bottom;
    }

    /** True if some of the polls may be of a kind that {@link ResumeWriter} cannot resume. */
    public boolean isUnusual() {
      return unusual;
    }

    /** True for a synchronized method of an object. */
    public boolean locksThis() {
      return locksThis;
    }
  }

  private static final Method NONE = new Method();

  private final Map<String, Method> methods = new HashMap<>();

  private PollIndex() {}

  public static PollIndex of(byte[] classfile) {
    PollIndex index = new PollIndex();
    OffsetReader reader = new OffsetReader(classfile);
    boolean inferred = InferredFrames.areNeeded(reader.readUnsignedShort(6));
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(int access, String name, String desc, String signature, String[] exceptions) {
            Method method = new Method();
            method.locksThis = (access & (Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_STATIC)) == Opcodes.ACC_SYNCHRONIZED;
            method.unusual = inferred;
            index.methods.put(name + desc, method);
            return new Scan(reader, method);
          }
        },
        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return index;
  }

  /** True for the method by which the VM asks a class loader. */
  public static boolean isLoadClass(String name, String descriptor) {
    return name.equals("loadClass") && descriptor.equals("(Ljava/lang/String;)Ljava/lang/Class;");
  }

  /** The index of a class that has no polls. */
  public static PollIndex none() {
    return new PollIndex();
  }

  /** Never null: a method without polls has an empty list of them. */
  public Method method(String name, String descriptor) {
    return methods.getOrDefault(name + descriptor, NONE);
  }

  private static final class Scan extends MethodVisitor {

    private final OffsetReader reader;
    private final Method method;
    private int lastCall = -1;
    private boolean lastLoads;
    private boolean allocated;

    Scan(OffsetReader reader, Method method) {
      super(Opcodes.ASM9);
      this.reader = reader;
      this.method = method;
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String desc, boolean isInterface) {
      if (Names.isPoll(owner, name)) {
        method.add(reader.offset(), lastCall, lastCall >= 0 && lastLoads);
        lastCall = -1;
      } else if (owner.equals(Names.CALLS) && name.equals("unwound")) {
        method.bottom = true;
      } else {
        lastCall = reader.offset();
        lastLoads = isLoadClass(name, desc);
      }
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String desc, Handle bootstrap, Object... arguments) {
      lastCall = -1;
    }

    @Override
    public void visitInsn(int opcode) {
      lastCall = -1;
      if (opcode == Opcodes.MONITORENTER) {
        method.unusual = true;
      } else if (allocated && opcode == Opcodes.DUP) {
        allocated = false;
      }
    }

    @Override
    public void visitEnd() {
      method.unusual |= allocated;
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
      lastCall = -1;
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
      lastCall = -1;
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      // In a resume class the callee's result is cast before the poll.
      if (opcode != Opcodes.CHECKCAST) {
        lastCall = -1;
      }
      // Compilers put DUP behind NEW; who does not may leave the unfinished object in more places.
      method.unusual |= allocated;
      allocated = opcode == Opcodes.NEW;
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String desc) {
      lastCall = -1;
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      lastCall = -1;
    }

    @Override
    public void visitLdcInsn(Object value) {
      lastCall = -1;
    }

    @Override
    public void visitIincInsn(int variable, int increment) {
      lastCall = -1;
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label dflt, Label... labels) {
      lastCall = -1;
    }

    @Override
    public void visitLookupSwitchInsn(Label dflt, int[] keys, Label[] labels) {
      lastCall = -1;
    }

    @Override
    public void visitMultiANewArrayInsn(String desc, int dimensions) {
      lastCall = -1;
    }
  }
}
