package org.mosix.instrument;

import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Calls that are replaced by the runtime's own, and the few JDK methods that report to it. */
final class Substitutions {

  /** Waits that a stop must be able to end and a resume to continue. They are final, so any owner means the same method. */
  private static final Map<String, String> WAITS =
      Map.of(
          "wait()V", "(Ljava/lang/Object;)V",
          "wait(J)V", "(Ljava/lang/Object;J)V",
          "wait(JI)V", "(Ljava/lang/Object;JI)V");

  private static final String CLASSES = "()[Ljava/lang/Class;";
  private static final String LOADER = "java/lang/ClassLoader";
  private static final String FIND = "(Ljava/lang/String;)Ljava/lang/Class;";
  private static final String FIND_AND_LINK = "(Ljava/lang/String;Z)Ljava/lang/Class;";

  private Substitutions() {}

  static boolean apply(ClassNode type, MethodNode method) {
    boolean changed = BlockingReads.apply(type, method);
    if (!type.name.equals(Names.BLOCKING) && !type.name.equals("java/lang/Thread")) {
      for (AbstractInsnNode at = method.instructions.getFirst(); at != null; at = at.getNext()) {
        if (at instanceof MethodInsnNode call) {
          changed |= replace(type, call) || replaceBlocking(type.name, call) || replacePollers(type.name, call) || mendContext(type, method, call) || replaceAddress(type, call);
        }
      }
    } else if (type.name.equals("java/lang/Thread")) {
      for (AbstractInsnNode at = method.instructions.getFirst(); at != null; at = at.getNext()) {
        if (at instanceof MethodInsnNode call && WAITS.containsKey(call.name + call.desc)) {
          changed |= replace(type, call);
        }
      }
    }
    if (method.name.equals("<clinit>") && !type.name.startsWith("java/") && !type.name.startsWith("org/mosix/boot/")) {
      onlyOnce(type, method);
      changed = true;
    }
    if (getsSignals(type.name, method.name)) {
      asksGate(type, method);
      changed = true;
    }
    if (isAskedForClasses(type.name, method.name, method.desc, method.access)) {
      answerForLoader(type, method);
      changed = true;
    }
    String reported = Capturable.report(type.name, method.name, method.desc);
    if (reported != null) {
      reportThread(method, reported);
      changed = true;
    }
    if (type.name.equals(Names.THROWABLE) && method.name.equals("fillInStackTrace")) {
      reportTrace(method);
      changed = true;
    }
    if (type.name.equals("java/lang/invoke/InnerClassLambdaMetafactory") && method.name.equals("spinInnerClass")) {
      reportMade(method, "spun");
      changed = true;
    }
    if (type.name.equals(Names.CLASS_DEFINER) && method.desc.equals(Names.DEFINE)) {
      reportMade(method, "defined");
      changed = true;
    }
    if (type.name.equals(Names.STACK_WALKER)) {
      changed |= reportWalk(method);
    }
    return changed;
  }

  /** True for the method that the VM calls with the signals it gets. */
  static boolean getsSignals(String type, String method) {
    return type.equals(Names.SIGNAL) && method.equals("dispatch");
  }

  /** True for methods by which a class loader that can arrive looks for a class. */
  static boolean isAskedForClasses(String type, String method, String descriptor, int access) {
    return (access & Opcodes.ACC_STATIC) == 0 && Capturable.mayArrive(type)
        && (method.equals("loadClass") && (descriptor.equals(FIND) || descriptor.equals(FIND_AND_LINK))
            || method.equals("findClass") && descriptor.equals(FIND));
  }

  /** A loader is asked for superclasses when classes arrive, before its own fields are here, and for our classes; any class may have such methods. */
  private static void answerForLoader(ClassNode type, MethodNode method) {
    LabelNode go = new LabelNode();
    InsnList first = new InsnList();
    first.add(new VarInsnNode(Opcodes.ALOAD, 1));
    first.add(new MethodInsnNode(Opcodes.INVOKESTATIC, Names.CALLS, "answers", "(Ljava/lang/String;)Z", false));
    first.add(new JumpInsnNode(Opcodes.IFEQ, go));
    first.add(new VarInsnNode(Opcodes.ALOAD, 0));
    first.add(new TypeInsnNode(Opcodes.INSTANCEOF, LOADER));
    first.add(new JumpInsnNode(Opcodes.IFEQ, go));
    first.add(new VarInsnNode(Opcodes.ALOAD, 0));
    first.add(new TypeInsnNode(Opcodes.CHECKCAST, LOADER));
    first.add(new VarInsnNode(Opcodes.ALOAD, 1));
    first.add(new MethodInsnNode(Opcodes.INVOKESTATIC, Names.CALLS, "load", "(L" + LOADER + ";Ljava/lang/String;)Ljava/lang/Class;", false));
    first.add(new InsnNode(Opcodes.ARETURN));
    first.add(go);
    if ((type.version & 0xffff) >= Opcodes.V1_6 && !startsWithFrame(method)) {
      boolean links = method.desc.equals(FIND_AND_LINK);
      Object[] locals = links ? new Object[] {type.name, "java/lang/String", Opcodes.INTEGER} : new Object[] {type.name, "java/lang/String"};
      first.add(new FrameNode(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]));
    }
    method.instructions.insert(first);
    method.maxStack = Math.max(method.maxStack, 2);
  }

  private static boolean replace(ClassNode type, MethodInsnNode call) {
    if (call.getOpcode() == Opcodes.INVOKEVIRTUAL || call.getOpcode() == Opcodes.INVOKEINTERFACE) {
      String replacement = WAITS.get(call.name + call.desc);
      if (replacement != null) {
        become(call, Names.BLOCKING, Capturable.await(type.name), replacement);
        return true;
      }
      if (call.owner.equals("java/lang/String") && call.name.equals("intern")) {
        become(call, Names.CALLS, "intern", "(Ljava/lang/String;)Ljava/lang/String;");
        return true;
      }
    } else if (call.getOpcode() == Opcodes.INVOKESTATIC && call.name.equals("sleep") && call.owner.equals("java/lang/Thread")) {
      become(call, Names.BLOCKING, "sleep", call.desc);
      return true;
    } else if (call.getOpcode() == Opcodes.INVOKESTATIC && listsThreads(call.owner, call.name)) {
      become(call, Names.CALLS, call.name, call.desc);
      return true;
    }
    return false;
  }

  /** True for {@code SecurityManager.getClassContext}, which the VM answers with the classes of all frames. */
  static boolean isContext(String method, String descriptor) {
    return method.equals("getClassContext") && descriptor.equals(CLASSES);
  }

  private static boolean mendContext(ClassNode type, MethodNode method, MethodInsnNode call) {
    if (!isContext(call.name, call.desc) || type.name.startsWith("java/")) {
      return false;
    }
    method.instructions.insert(call, new MethodInsnNode(Opcodes.INVOKESTATIC, Names.CALLS, "context", "([Ljava/lang/Class;)[Ljava/lang/Class;", false));
    return true;
  }

  /** True for {@code DirectBuffer.address} in a class of the program, which may keep what it gets. */
  static boolean isAddress(String caller, String owner, String method) {
    return method.equals("address") && owner.equals("sun/nio/ch/DirectBuffer") && !caller.startsWith("java/") && !caller.startsWith("sun/")
        && !caller.startsWith("jdk/") && !caller.startsWith("com/sun/");
  }

  private static boolean replaceAddress(ClassNode type, MethodInsnNode call) {
    if (!isAddress(type.name, call.owner, call.name)) {
      return false;
    }
    become(call, Names.NATIVE_MEMORY, "address", "(Ljava/lang/Object;)J");
    return true;
  }

  /** What shows all threads of the JVM, those of the runtime too. */
  static boolean listsThreads(String owner, String name) {
    return name.equals("getAllStackTraces") && owner.equals("java/lang/Thread");
  }

  private static boolean replaceBlocking(String caller, MethodInsnNode call) {
    if (call.getOpcode() != Opcodes.INVOKESTATIC || !BlockingNatives.concerns(caller, call.owner)) {
      return false;
    }
    if (BlockingNatives.concernsThreads(caller, call.owner, call.name)) {
      become(call, BlockingNatives.THREADS, call.name, call.desc);
      return true;
    }
    String replacement = BlockingNatives.replacement(caller, call.owner, call.name, call.desc);
    if (replacement != null) {
      int dot = replacement.indexOf('.');
      become(call, replacement.substring(0, dot), replacement.substring(dot + 1), call.desc);
    }
    return replacement != null;
  }

  private static boolean replacePollers(String caller, MethodInsnNode call) {
    if (!BlockingNatives.concernsPollers(caller, call.owner, call.name)) {
      return false;
    }
    boolean ofThread = call.getOpcode() == Opcodes.INVOKEVIRTUAL;
    become(call, BlockingNatives.POLLERS, BlockingNatives.pollers(call.name), ofThread ? "(L" + call.owner + ";)Z" : call.desc);
    return true;
  }

  private static void become(MethodInsnNode call, String owner, String name, String descriptor) {
    call.setOpcode(Opcodes.INVOKESTATIC);
    call.owner = owner;
    call.name = name;
    call.desc = descriptor;
    call.itf = false;
  }

  /** A class initialised before the move is initialised again by the VM of the target: its initialiser returns at once. */
  private static void onlyOnce(ClassNode type, MethodNode method) {
    int version = type.version & 0xffff;
    InsnList first = new InsnList();
    if (version >= Opcodes.V1_5) {
      first.add(new LdcInsnNode(Type.getObjectType(type.name)));
      first.add(new MethodInsnNode(Opcodes.INVOKESTATIC, Names.CALLS, "adopted", "(Ljava/lang/Class;)Z", false));
    } else {
      first.add(new LdcInsnNode(type.name.replace('/', '.')));
      first.add(new MethodInsnNode(Opcodes.INVOKESTATIC, Names.CALLS, "adopted", "(Ljava/lang/String;)Z", false));
    }
    returnIf(type, method, first, new Object[0]);
  }

  private static void asksGate(ClassNode type, MethodNode method) {
    InsnList first = new InsnList();
    first.add(new VarInsnNode(Opcodes.ILOAD, 0));
    first.add(new MethodInsnNode(Opcodes.INVOKESTATIC, Names.SIGNAL_GATE, "arrived", "(I)Z", false));
    returnIf(type, method, first, new Object[] {Opcodes.INTEGER});
  }

  /**
   * The method begins with a question, and returns at once if that is answered with true.
   *
   * @param locals its arguments
   */
  private static void returnIf(ClassNode type, MethodNode method, InsnList asked, Object[] locals) {
    LabelNode go = new LabelNode();
    asked.add(new JumpInsnNode(Opcodes.IFEQ, go));
    asked.add(new InsnNode(Opcodes.RETURN));
    asked.add(go);
    if ((type.version & 0xffff) >= Opcodes.V1_6 && !startsWithFrame(method)) {
      asked.add(new FrameNode(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]));
    }
    method.instructions.insert(asked);
    method.maxStack = Math.max(method.maxStack, 1);
  }

  private static boolean startsWithFrame(MethodNode method) {
    AbstractInsnNode at = method.instructions.getFirst();
    while (at != null && at.getOpcode() < 0) {
      if (at instanceof FrameNode) {
        return true;
      }
      at = at.getNext();
    }
    return false;
  }

  private static void reportThread(MethodNode method, String as) {
    InsnList first = new InsnList();
    first.add(new VarInsnNode(Opcodes.ALOAD, 0));
    first.add(new MethodInsnNode(Opcodes.INVOKESTATIC, Names.CALLS, as, "(Ljava/lang/Thread;)V", false));
    method.instructions.insert(first);
  }

  private static boolean reportWalk(MethodNode method) {
    if (method.name.equals("walk")) {
      InsnList first = new InsnList();
      first.add(new VarInsnNode(Opcodes.ALOAD, 0));
      first.add(new VarInsnNode(Opcodes.ALOAD, 1));
      first.add(new MethodInsnNode(Opcodes.INVOKESTATIC, Names.CALLS, "walking", Names.WALKING, false));
      first.add(new VarInsnNode(Opcodes.ASTORE, 1));
      method.instructions.insert(first);
      method.maxStack++;
      return true;
    }
    if (method.name.equals("forEach")) {
      walkEach(method);
      return true;
    }
    if (method.name.equals("getCallerClass")) {
      for (AbstractInsnNode at : method.instructions.toArray()) {
        if (at.getOpcode() == Opcodes.ARETURN) {
          method.instructions.insertBefore(
              at, new MethodInsnNode(Opcodes.INVOKESTATIC, Names.CALLS, "walked", "(Ljava/lang/Class;)Ljava/lang/Class;", false));
        }
      }
      return true;
    }
    return false;
  }

  private static void walkEach(MethodNode method) {
    LabelNode go = new LabelNode();
    InsnList first = new InsnList();
    first.add(new MethodInsnNode(Opcodes.INVOKESTATIC, Names.CALLS, "walks", "()Z", false));
    first.add(new JumpInsnNode(Opcodes.IFEQ, go));
    first.add(new VarInsnNode(Opcodes.ALOAD, 0));
    first.add(new VarInsnNode(Opcodes.ALOAD, 1));
    first.add(new MethodInsnNode(Opcodes.INVOKESTATIC, Names.CALLS, "each", "(Ljava/util/function/Consumer;)Ljava/util/function/Function;", false));
    first.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, Names.STACK_WALKER, "walk", "(Ljava/util/function/Function;)Ljava/lang/Object;", false));
    first.add(new InsnNode(Opcodes.POP));
    first.add(new InsnNode(Opcodes.RETURN));
    first.add(go);
    Object[] locals = {Names.STACK_WALKER, "java/util/function/Consumer"};
    first.add(new FrameNode(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]));
    method.instructions.insert(first);
    method.maxStack = Math.max(method.maxStack, 2);
  }

  private static void reportTrace(MethodNode method) {
    for (AbstractInsnNode at : method.instructions.toArray()) {
      if (at.getOpcode() == Opcodes.ARETURN) {
        InsnList report = new InsnList();
        report.add(new InsnNode(Opcodes.DUP));
        report.add(new MethodInsnNode(Opcodes.INVOKESTATIC, Names.CALLS, "filled", "(Ljava/lang/Throwable;)V", false));
        method.instructions.insertBefore(at, report);
      }
    }
    method.maxStack++;
  }

  /** Tells the runtime which class is returned, and by whom. */
  private static void reportMade(MethodNode method, String as) {
    for (AbstractInsnNode at : method.instructions.toArray()) {
      if (at.getOpcode() == Opcodes.ARETURN) {
        InsnList report = new InsnList();
        report.add(new InsnNode(Opcodes.DUP));
        report.add(new VarInsnNode(Opcodes.ALOAD, 0));
        report.add(
            new MethodInsnNode(Opcodes.INVOKESTATIC, Names.CALLS, as, "(Ljava/lang/Class;Ljava/lang/Object;)V", false));
        method.instructions.insertBefore(at, report);
      }
    }
    method.maxStack += 2;
  }
}
