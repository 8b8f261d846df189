package org.mosix.instrument;

import java.util.Set;
import org.objectweb.asm.Opcodes;

/**
 * Calls that return soon and can never lead to code that is captured, so that no poll need follow them. The answer depends on the call
 * instruction alone: it must be the same on every node.
 */
final class LeafCalls {

  /** Final JDK classes whose methods call no one back, whatever their arguments. */
  private static final Set<String> LEAVES =
      Set.of(
          "java/lang/Boolean",
          "java/lang/Byte",
          "java/lang/Character",
          "java/lang/Double",
          "java/lang/Float",
          "java/lang/Integer",
          "java/lang/Long",
          "java/lang/Math",
          "java/lang/Short",
          "java/lang/StrictMath",
          "java/lang/invoke/VarHandle",
          "java/lang/ref/Reference",
          "java/lang/reflect/Array",
          "java/lang/StackTraceElement",
          "jdk/internal/util/Preconditions");

  /** JDK classes whose methods call their arguments back only if those are open types. */
  private static final Set<String> TEXT =
      Set.of("java/lang/String", "java/lang/StringBuilder", "java/lang/StringBuffer", "java/lang/AbstractStringBuilder");

  private static final Set<String> ATOMICS =
      Set.of(
          "java/util/concurrent/atomic/AtomicBoolean",
          "java/util/concurrent/atomic/AtomicInteger",
          "java/util/concurrent/atomic/AtomicIntegerArray",
          "java/util/concurrent/atomic/AtomicLong",
          "java/util/concurrent/atomic/AtomicLongArray",
          "java/util/concurrent/atomic/AtomicReference",
          "java/util/concurrent/atomic/AtomicReferenceArray");

  /** Buffers, which only the JDK extends; not {@code CharBuffer}, which may be over a text of the program's. */
  private static final Set<String> BUFFERS =
      Set.of(
          "java/nio/Buffer",
          "java/nio/ByteBuffer",
          "java/nio/DoubleBuffer",
          "java/nio/FloatBuffer",
          "java/nio/IntBuffer",
          "java/nio/LongBuffer",
          "java/nio/ShortBuffer");

  /** Methods of {@code java.lang.Class} that only look at it. */
  private static final Set<String> CLASS =
      Set.of("getName", "isInstance", "cast", "desiredAssertionStatus", "isArray", "isInterface", "isPrimitive", "isAssignableFrom",
          "getComponentType", "getModifiers", "getClassLoader", "getSuperclass", "hashCode");

  /** Methods of thread locals that only look for their value: no polls where each is read, from frames of carriers' that have none too. */
  private static final Set<String> THREAD_LOCAL = Set.of("getMap", "createMap");

  private static final Set<String> SINGLE =
      Set.of(
          "java/lang/Object.<init>()V",
          "java/lang/Object.getClass()Ljava/lang/Class;",
          "java/lang/System.arraycopy(Ljava/lang/Object;ILjava/lang/Object;II)V",
          "java/lang/System.nanoTime()J",
          "java/lang/System.currentTimeMillis()J",
          "java/lang/System.identityHashCode(Ljava/lang/Object;)I",
          "java/lang/Thread.currentThread()Ljava/lang/Thread;",
          "java/util/Objects.requireNonNull(Ljava/lang/Object;)Ljava/lang/Object;",
          "java/util/Objects.requireNonNull(Ljava/lang/Object;Ljava/lang/String;)Ljava/lang/Object;",
          "java/util/Objects.checkIndex(II)I",
          "java/util/Objects.checkFromToIndex(III)I",
          "java/util/Objects.checkFromIndexSize(III)I",
          "java/lang/Enum.<init>(Ljava/lang/String;I)V",
          "java/lang/Enum.ordinal()I",
          "java/lang/Enum.name()Ljava/lang/String;",
          "java/lang/Record.<init>()V");

  private LeafCalls() {}

  static boolean isLeaf(int opcode, String owner, String name, String descriptor) {
    if (owner.charAt(0) == '[') {
      return true;
    }
    if (owner.startsWith("org/mosix/boot/")) {
      return !Capturable.ours(owner) && !owner.equals(BlockingNatives.OWNER);
    }
    if (!owner.startsWith("java/") && !owner.startsWith("jdk/internal/")) {
      return false;
    }
    if (LEAVES.contains(owner) || owner.startsWith("java/lang/constant/")) {
      return true;
    }
    if (owner.equals("jdk/internal/misc/Unsafe")) {
      return !name.equals("park");
    }
    if (TEXT.contains(owner)) {
      return closedParameters(descriptor) && !CallingBack.takesLong(name);
    }
    if (ATOMICS.contains(owner)) {
      // Those of references show what they hold as text.
      return !descriptor.contains("java/util/function") && !name.equals("toString");
    }
    if (BUFFERS.contains(owner)) {
      return !name.equals("allocateDirect");
    }
    if (owner.equals("java/lang/ThreadLocal")) {
      return THREAD_LOCAL.contains(name);
    }
    if (owner.equals("java/lang/ThreadLocal$ThreadLocalMap")) {
      // One that is made of another asks the program for the values of children.
      return !name.equals("<init>");
    }
    if (owner.equals("java/lang/Class")) {
      return CLASS.contains(name);
    }
    if (opcode == Opcodes.INVOKESPECIAL && name.equals("<init>") && isThrowable(owner)) {
      return closedParameters(descriptor);
    }
    return SINGLE.contains(owner + '.' + name + descriptor);
  }

  private static boolean isThrowable(String owner) {
    return owner.startsWith("java/") && (owner.endsWith("Exception") || owner.endsWith("Error"));
  }

  /** Primitives, strings and arrays of primitives: no argument has methods of the program's. */
  static boolean closedParameters(String descriptor) {
    int end = descriptor.indexOf(')');
    int at = 1;
    while (at < end) {
      char c = descriptor.charAt(at);
      if (c == 'L') {
        int semicolon = descriptor.indexOf(';', at);
        String type = descriptor.substring(at + 1, semicolon);
        if (!TEXT.contains(type) && !type.equals("java/util/Locale") && !type.equals("java/nio/charset/Charset")) {
          return false;
        }
        at = semicolon;
      }
      at++;
    }
    return true;
  }
}
