package org.mosix.instrument;

import java.util.ListIterator;
import java.util.Set;
import java.util.function.Consumer;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The classes of the JDK in which addresses pass from the program to it and back: {@code sun.misc.Unsafe}, which the JDK itself does not use,
 * direct buffers, and memory segments. Changed here and not where programs call it, so that calls by reflection and method handles are too.
 */
public final class MemoryAccess {

  private static final String UNSAFE = "sun/misc/Unsafe";
  private static final String BUFFER = "java/nio/DirectByteBuffer";
  private static final String END = "java/nio/DirectByteBuffer$Deallocator";

  /** Of Java 22 and later. Segments have the addresses of this JVM, and show what the program knows. */
  private static final String SEGMENT = "jdk/internal/foreign/NativeMemorySegmentImpl";
  private static final String ANY_SEGMENT = "jdk/internal/foreign/AbstractMemorySegmentImpl";
  private static final String SEGMENTS = "jdk/internal/foreign/SegmentFactories";
  private static final String SEGMENT_END = "jdk/internal/foreign/SegmentFactories$1";
  private static final String GLOBAL_ARENA = "jdk/internal/foreign/GlobalSession";

  /** Changed also where a process has begun. */
  private static final Set<String> RECORDED = Set.of(UNSAFE, END, GLOBAL_ARENA);
  /** Changed where addresses are not those that memory has. */
  private static final Set<String> ACCESSED = Set.of(UNSAFE, BUFFER, SEGMENT, ANY_SEGMENT, SEGMENTS, SEGMENT_END);

  /** What these classes themselves call. */
  private static final String INTERNAL = "jdk/internal/misc/Unsafe";

  private static final String IN_OBJECT = "(Ljava/lang/Object;J";

  private MemoryAccess() {}

  /** True for the internal name of one of these classes. */
  public static boolean concerns(String name) {
    return RECORDED.contains(name) || ACCESSED.contains(name);
  }

  /** The class that frees the memory of buffers; it is loaded with the first of them. */
  public static String end() {
    return END;
  }

  /** True for those that are another where addresses are not those that memory has: every test there costs, and so does each class of a start. */
  public static boolean isAccessed(String name) {
    return ACCESSED.contains(name);
  }

  /** One of these classes, telling {@code NativeMemory} of blocks: enough where a process has begun, until it has moved. The same array if it does not change. */
  public static byte[] recording(byte[] classfile) {
    return changed(classfile, false);
  }

  /** One of these classes, asking {@code NativeMemory} for addresses as well. */
  public static byte[] translating(byte[] classfile) {
    return changed(classfile, true);
  }

  private static byte[] changed(byte[] classfile, boolean translates) {
    ClassReader reader = new ClassReader(classfile);
    if (!translates && !RECORDED.contains(reader.getClassName())) {
      return classfile;
    }
    ClassNode type = new ClassNode();
    reader.accept(type, 0);
    for (MethodNode method : type.methods) {
      switch (type.name) {
        case UNSAFE -> unsafe(method, translates);
        case BUFFER -> buffer(method);
        case SEGMENT -> segment(method);
        case ANY_SEGMENT -> anySegment(method);
        case SEGMENTS -> segments(method);
        case SEGMENT_END -> segmentEnd(method);
        case GLOBAL_ARENA -> globalArena(method);
        default -> replace(method, "freeMemory", "end");
      }
    }
    ClassWriter writer = new ClassWriter(reader, 0);
    type.accept(writer);
    return writer.toByteArray();
  }

  private static void unsafe(MethodNode method, boolean translates) {
    replace(method, "allocateMemory", "allocate");
    replace(method, "reallocateMemory", "reallocate");
    replace(method, "freeMemory", "free");
    if (translates) {
      translate(method);
    }
  }

  private static void translate(MethodNode method) {
    if (takesAddress(method.name, method.desc)) {
      InsnList first = new InsnList();
      translate(first, 1);
      if (method.name.equals("copyMemory")) {
        translate(first, 3);
      }
      insert(method, first, 2);
    } else if (mayTakeAddress(method.name, method.desc)) {
      InsnList first = new InsnList();
      translate(first, 1, 2);
      if (method.name.equals("copyMemory")) {
        translate(first, 4, 5);
      } else if (method.desc.equals(IN_OBJECT + "J)V") && method.name.startsWith("put")) {
        mayStoreAddress(first);
      }
      insert(method, first, 5);
      if (method.desc.equals(IN_OBJECT + ")J") && method.name.startsWith("get")) {
        mayReadAddress(method);
      }
    }
  }

  /** True if the first argument is an address in every case. */
  static boolean takesAddress(String method, String descriptor) {
    return descriptor.startsWith("(J") && isAccess(method);
  }

  /** True if there is an address behind the first argument if that is null; references are never accessed so. */
  private static boolean mayTakeAddress(String method, String descriptor) {
    return descriptor.startsWith(IN_OBJECT) && isAccess(method)
        && (descriptor.indexOf('L', IN_OBJECT.length()) < 0 || method.equals("copyMemory"));
  }

  private static boolean isAccess(String method) {
    return method.startsWith("get") || method.startsWith("put") || method.startsWith("compareAnd") || method.equals("setMemory") || method.equals("copyMemory");
  }

  private static void translate(InsnList code, int address) {
    code.add(new VarInsnNode(Opcodes.LLOAD, address));
    code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, Names.NATIVE_MEMORY, "real", "(J)J", false));
    code.add(new VarInsnNode(Opcodes.LSTORE, address));
  }

  private static void translate(InsnList code, int holder, int offset) {
    code.add(new VarInsnNode(Opcodes.ALOAD, holder));
    code.add(new VarInsnNode(Opcodes.LLOAD, offset));
    code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, Names.NATIVE_MEMORY, "real", IN_OBJECT + ")J", false));
    code.add(new VarInsnNode(Opcodes.LSTORE, offset));
  }

  private static void mayStoreAddress(InsnList code) {
    code.add(new VarInsnNode(Opcodes.ALOAD, 1));
    code.add(new VarInsnNode(Opcodes.LLOAD, 2));
    code.add(new VarInsnNode(Opcodes.LLOAD, 4));
    code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, Names.NATIVE_MEMORY, "stored", IN_OBJECT + "J)J", false));
    code.add(new VarInsnNode(Opcodes.LSTORE, 4));
  }

  private static void mayReadAddress(MethodNode method) {
    returns(method, last -> {
      last.add(new VarInsnNode(Opcodes.ALOAD, 1));
      last.add(new VarInsnNode(Opcodes.LLOAD, 2));
      last.add(new MethodInsnNode(Opcodes.INVOKESTATIC, Names.NATIVE_MEMORY, "known", "(JLjava/lang/Object;J)J", false));
    });
  }

  /** The constructor by which native code, and the program through reflection, make a buffer of an address. */
  private static void buffer(MethodNode method) {
    if (method.name.equals("<init>") && (method.desc.equals("(JI)V") || method.desc.equals("(JJ)V"))) {
      InsnList first = new InsnList();
      first.add(new VarInsnNode(Opcodes.LLOAD, 1));
      first.add(new MethodInsnNode(Opcodes.INVOKESTATIC, Names.NATIVE_MEMORY, "given", "(J)J", false));
      first.add(new VarInsnNode(Opcodes.LSTORE, 1));
      insert(method, first, 2);
    }
  }

  private static void segment(MethodNode method) {
    if (method.name.equals("address") && method.desc.equals("()J")) {
      returns(method, last -> last.add(new MethodInsnNode(Opcodes.INVOKESTATIC, Names.NATIVE_MEMORY, "known", "(J)J", false)));
    }
  }

  /** The hash of a segment is made of its address, and must stay what it is. */
  private static void anySegment(MethodNode method) {
    if (method.name.equals("hashCode")) {
      for (AbstractInsnNode at : method.instructions.toArray()) {
        if (at instanceof MethodInsnNode call && call.name.equals("unsafeGetOffset")) {
          InsnList known = new InsnList();
          known.add(new VarInsnNode(Opcodes.ALOAD, 0));
          known.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, ANY_SEGMENT, "unsafeGetBase", "()Ljava/lang/Object;", false));
          known.add(new MethodInsnNode(Opcodes.INVOKESTATIC, Names.NATIVE_MEMORY, "known", "(JLjava/lang/Object;)J", false));
          method.instructions.insert(at, known);
          method.maxStack++;
        }
      }
    }
  }

  /** Segments of an address: one that the program has, that is in memory, or that another segment has shown. */
  private static void segments(MethodNode method) {
    if (method.name.equals("makeNativeSegmentUnchecked")) {
      InsnList first = new InsnList();
      translate(first, 0);
      insert(method, first, 2);
    }
  }

  private static void segmentEnd(MethodNode method) {
    for (AbstractInsnNode at : method.instructions.toArray()) {
      if (at instanceof MethodInsnNode call && call.owner.equals(INTERNAL) && call.name.equals("freeMemory")) {
        InsnList size = new InsnList();
        size.add(new VarInsnNode(Opcodes.ALOAD, 0));
        size.add(new FieldInsnNode(Opcodes.GETFIELD, SEGMENT_END, "val$allocationSize", "J"));
        method.instructions.insertBefore(at, size);
        method.instructions.set(at, new MethodInsnNode(Opcodes.INVOKESTATIC, Names.NATIVE_MEMORY, "end", "(L" + INTERNAL + ";JJ)V", false));
        method.maxStack += 2;
      }
    }
  }

  private static void globalArena(MethodNode method) {
    if (method.name.equals("addInternal")) {
      InsnList first = new InsnList();
      first.add(new VarInsnNode(Opcodes.ALOAD, 1));
      first.add(new MethodInsnNode(Opcodes.INVOKESTATIC, Names.NATIVE_MEMORY, "isGlobal", "(Ljava/lang/Object;)V", false));
      insert(method, first, 1);
    }
  }

  /** Adds what each {@code long} that is returned goes through. */
  private static void returns(MethodNode method, Consumer<InsnList> code) {
    for (AbstractInsnNode at : method.instructions.toArray()) {
      if (at.getOpcode() == Opcodes.LRETURN) {
        InsnList last = new InsnList();
        code.accept(last);
        method.instructions.insertBefore(at, last);
      }
    }
  }

  private static void insert(MethodNode method, InsnList first, int stack) {
    method.instructions.insert(first);
    method.maxStack = Math.max(method.maxStack, stack);
  }

  private static void replace(MethodNode method, String internal, String by) {
    for (ListIterator<AbstractInsnNode> all = method.instructions.iterator(); all.hasNext(); ) {
      if (all.next() instanceof MethodInsnNode call && call.owner.equals(INTERNAL) && call.name.equals(internal)) {
        call.setOpcode(Opcodes.INVOKESTATIC);
        call.owner = Names.NATIVE_MEMORY;
        call.name = by;
        call.desc = "(L" + INTERNAL + ";" + call.desc.substring(1);
      }
    }
  }
}
