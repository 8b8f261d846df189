package org.mosix.instrument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Replaces the accesses that only the method's own class may make by helpers of the resume class that call method handles. */
final class MemberAccess {

  private static final Handle CLASS_DATA_AT =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          "java/lang/invoke/MethodHandles",
          "classDataAt",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;I)Ljava/lang/Object;",
          false);

  private static final Handle LINK = ours("link", "Ljava/lang/invoke/MethodType;", "Ljava/lang/invoke/CallSite;");
  private static final Handle CONSTANT = ours("constant", "Ljava/lang/Class;", "Ljava/lang/Object;");

  private final ClassNode host;
  private final AccessRules rules;
  private final List<ResumeClass.SpecialMember> data = new ArrayList<>();
  private final List<MethodInsnNode> calls = new ArrayList<>();

  MemberAccess(ClassNode host, AccessRules rules) {
    this.host = host;
    this.rules = rules;
  }

  private static Handle ours(String name, String type, String result) {
    String descriptor = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;" + type + "Ljava/lang/Class;Ljava/lang/invoke/MethodHandle;[Ljava/lang/Object;)" + result;
    return new Handle(Opcodes.H_INVOKESTATIC, Names.RESUMED_LINKS, name, descriptor, false);
  }

  List<ResumeClass.SpecialMember> data() {
    return data;
  }

  void apply(MethodNode method) {
    for (AbstractInsnNode at : method.instructions.toArray()) {
      if (at instanceof MethodInsnNode call) {
        if (call.owner.equals("java/lang/invoke/MethodHandles") && call.name.equals("lookup")) {
          lookup(method, call);
        } else if (call.owner.equals("jdk/internal/reflect/Reflection") && call.name.equals("getCallerClass")) {
          call.owner = Names.CALLS;
          call.name = "caller";
        } else {
          call(call);
        }
      } else if (at instanceof InvokeDynamicInsnNode dynamic) {
        dynamic.bsmArgs = forHost(dynamic.bsm, Arrays.stream(dynamic.bsmArgs));
        dynamic.bsm = LINK;
      } else if (at instanceof LdcInsnNode load) {
        load.cst = constant(load.cst);
      } else if (at instanceof FieldInsnNode access && rules.inherits(access.owner)) {
        field(method, access);
      }
    }
  }

  private void lookup(MethodNode method, MethodInsnNode call) {
    method.instructions.insertBefore(call, new LdcInsnNode(Type.getObjectType(host.name)));
    call.owner = Names.CALLS;
    call.desc = "(Ljava/lang/Class;)" + Type.getReturnType(call.desc).getDescriptor();
    method.maxStack++;
  }

  /** Bootstrap methods are told who asks, and must not be told that it is the resume class: its name means nothing anywhere else. */
  private Object[] forHost(Handle bootstrap, Stream<Object> arguments) {
    return Stream.concat(Stream.of(Type.getObjectType(host.name), bootstrap), arguments.map(this::constant)).toArray();
  }

  /** Before Java 11 compilers named private methods of lambdas with {@code invokespecial}, which is for the class itself only. */
  private Object constant(Object value) {
    if (value instanceof ConstantDynamic dynamic) {
      Stream<Object> arguments = IntStream.range(0, dynamic.getBootstrapMethodArgumentCount()).mapToObj(dynamic::getBootstrapMethodArgument);
      return new ConstantDynamic(dynamic.getName(), dynamic.getDescriptor(), CONSTANT, forHost(dynamic.getBootstrapMethod(), arguments));
    }
    if (value instanceof Handle handle && handle.getTag() == Opcodes.H_INVOKESPECIAL && handle.getOwner().equals(host.name)
        && declaresPrivate(handle.getName(), handle.getDesc())) {
      int kind = handle.isInterface() ? Opcodes.H_INVOKEINTERFACE : Opcodes.H_INVOKEVIRTUAL;
      return new Handle(kind, handle.getOwner(), handle.getName(), handle.getDesc(), handle.isInterface());
    }
    return value;
  }

  private void call(MethodInsnNode call) {
    int opcode = call.getOpcode();
    if (opcode == Opcodes.INVOKESPECIAL && !call.name.equals("<init>")) {
      if (call.owner.equals(host.name) && declaresPrivate(call.name, call.desc)) {
        call.setOpcode(call.itf ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL);
      } else {
        replace(call, Opcodes.H_INVOKESPECIAL, "(L" + host.name + ';' + call.desc.substring(1));
      }
    } else if (opcode != Opcodes.INVOKEINTERFACE
        && opcode != Opcodes.INVOKESPECIAL
        && rules.inherits(call.owner)
        && !(call.owner.equals(host.name) && declares(call.name, call.desc))
        && rules.isForeignProtectedMethod(call.owner, call.name, call.desc)) {
      if (opcode == Opcodes.INVOKESTATIC) {
        replace(call, Opcodes.H_INVOKESTATIC, call.desc);
      } else {
        replace(call, Opcodes.H_INVOKEVIRTUAL, "(L" + call.owner + ';' + call.desc.substring(1));
      }
    }
  }

  private boolean declaresPrivate(String name, String descriptor) {
    for (MethodNode method : host.methods) {
      if (method.name.equals(name) && method.desc.equals(descriptor)) {
        return (method.access & Opcodes.ACC_PRIVATE) != 0;
      }
    }
    return false;
  }

  private boolean declares(String name, String descriptor) {
    return host.methods.stream().anyMatch(m -> m.name.equals(name) && m.desc.equals(descriptor));
  }

  private void field(MethodNode method, FieldInsnNode access) {
    FieldNode declared = access.owner.equals(host.name) ? declared(access) : null;
    int opcode = access.getOpcode();
    if (declared != null) {
      if (opcode == Opcodes.PUTFIELD && (declared.access & Opcodes.ACC_FINAL) != 0) {
        method.instructions.insertBefore(access, new LdcInsnNode(rules.offset(access.name, access.desc)));
        char kind = access.desc.charAt(0);
        String value = kind == 'L' || kind == '[' ? "Ljava/lang/Object;" : access.desc;
        method.instructions.set(
            access,
            new MethodInsnNode(
                Opcodes.INVOKESTATIC, "org/mosix/boot/Finals", "put", "(Ljava/lang/Object;" + value + "J)V", false));
        method.maxStack += 2;
      }
    } else if (rules.isForeignProtectedField(access.owner, access.name, access.desc)) {
      String self = "L" + access.owner + ';';
      MethodInsnNode call = new MethodInsnNode(Opcodes.INVOKESTATIC, access.owner, access.name, access.desc, false);
      String descriptor =
          switch (opcode) {
            case Opcodes.GETFIELD -> "(" + self + ")" + access.desc;
            case Opcodes.PUTFIELD -> "(" + self + access.desc + ")V";
            case Opcodes.GETSTATIC -> "()" + access.desc;
            default -> "(" + access.desc + ")V";
          };
      int kind =
          switch (opcode) {
            case Opcodes.GETFIELD -> Opcodes.H_GETFIELD;
            case Opcodes.PUTFIELD -> Opcodes.H_PUTFIELD;
            case Opcodes.GETSTATIC -> Opcodes.H_GETSTATIC;
            default -> Opcodes.H_PUTSTATIC;
          };
      method.instructions.set(access, call);
      replace(call, kind, descriptor);
    }
  }

  private FieldNode declared(FieldInsnNode access) {
    for (FieldNode field : host.fields) {
      if (field.name.equals(access.name) && field.desc.equals(access.desc)) {
        return field;
      }
    }
    return null;
  }

  private void replace(MethodInsnNode call, int kind, String helperDescriptor) {
    data.add(new ResumeClass.SpecialMember(kind, call.owner, call.name, call.desc));
    call.setOpcode(Opcodes.INVOKESTATIC);
    call.name = "member$" + (data.size() - 1);
    call.desc = helperDescriptor;
    call.itf = false;
    calls.add(call);
  }

  /** The helpers, one per replaced access: a constant method handle out of the class data, invoked exactly. */
  List<MethodNode> helpers(String resumeClass) {
    List<MethodNode> helpers = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      MethodInsnNode call = calls.get(i);
      call.owner = resumeClass;
      helpers.add(helper(call, i));
    }
    return helpers;
  }

  private static MethodNode helper(MethodInsnNode call, int i) {
    MethodNode helper =
        new MethodNode(
            Opcodes.ASM9, Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC, call.name, call.desc, null, new String[] {"java/lang/Throwable"});
    helper.instructions.add(
        new LdcInsnNode(new ConstantDynamic("_", "Ljava/lang/invoke/MethodHandle;", CLASS_DATA_AT, i)));
    int variable = 0;
    for (Type argument : Type.getArgumentTypes(call.desc)) {
      helper.instructions.add(new VarInsnNode(argument.getOpcode(Opcodes.ILOAD), variable));
      variable += argument.getSize();
    }
    helper.instructions.add(
        new MethodInsnNode(Opcodes.INVOKEVIRTUAL, "java/lang/invoke/MethodHandle", "invokeExact", call.desc, false));
    helper.instructions.add(new InsnNode(Type.getReturnType(call.desc).getOpcode(Opcodes.IRETURN)));
    helper.maxLocals = variable;
    helper.maxStack = variable + 3;
    return helper;
  }
}
