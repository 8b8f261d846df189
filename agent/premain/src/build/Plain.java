import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Makes plain classes of the lambdas below a directory, and plain code of the {@code equals} and {@code hashCode} of records:
 * {@code java Plain.java DIRECTORY}. The JDK makes a class for each when it is first met, with a compiler of its own, which it has to load and to
 * warm up: a quarter of what a process needs for its first move.
 */
public final class Plain {

  private static final String LAMBDAS = "java/lang/invoke/LambdaMetafactory";
  private static final String RECORDS = "java/lang/runtime/ObjectMethods";
  private static final String OBJECT = "java/lang/Object";
  /** The boot loader gets these one by one. */
  private static final String BOOT = "org/mosix/boot/";

  private final Path directory;

  private Plain(Path directory) {
    this.directory = directory;
  }

  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    List<Path> files;
    try (Stream<Path> all = Files.walk(directory)) {
      files = all.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
    Plain plain = new Plain(directory);
    for (Path file : files) {
      String name = directory.relativize(file).toString().replace('\\', '/');
      if (!name.startsWith(BOOT) && !name.startsWith("META-INF/")) {
        plain.change(file);
      }
    }
  }

  private void change(Path file) throws IOException {
    ClassNode type = new ClassNode();
    new ClassReader(Files.readAllBytes(file)).accept(type, 0);
    int changes = 0;
    for (MethodNode method : List.copyOf(type.methods)) {
      for (AbstractInsnNode instruction : method.instructions.toArray()) {
        if (instruction instanceof InvokeDynamicInsnNode dynamic) {
          MethodInsnNode call = plain(type, dynamic, changes);
          if (call != null) {
            method.instructions.set(dynamic, call);
            changes++;
          }
        }
      }
    }
    if (changes > 0) {
      Files.write(file, bytes(type));
    }
  }

  private static byte[] bytes(ClassNode type) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    type.accept(writer);
    return writer.toByteArray();
  }

  /** The call that takes the place of {@code dynamic}; null if that stays. */
  private MethodInsnNode plain(ClassNode type, InvokeDynamicInsnNode dynamic, int number) throws IOException {
    String factory = dynamic.bsm.getOwner();
    if (factory.equals(LAMBDAS) && dynamic.bsm.getName().equals("metafactory")) {
      return lambda(type, dynamic, number);
    }
    if (factory.equals(RECORDS) && !dynamic.name.equals("toString")) {
      return dynamic.name.equals("equals") ? equality(type, dynamic) : hash(type, dynamic);
    }
    return null;
  }

  private static boolean isInterface(ClassNode type) {
    return (type.access & Opcodes.ACC_INTERFACE) != 0;
  }

  private static MethodNode method(ClassNode type, String name, String descriptor) {
    // An interface has no methods of its package alone.
    int access = Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC | (isInterface(type) ? Opcodes.ACC_PUBLIC : 0);
    MethodNode method = new MethodNode(access, name, descriptor, null, null);
    type.methods.add(method);
    return method;
  }

  // Lambdas

  private MethodInsnNode lambda(ClassNode host, InvokeDynamicInsnNode dynamic, int number) throws IOException {
    String name = host.name + "$$L" + number;
    Type[] captured = Type.getArgumentTypes(dynamic.desc);
    Type shape = Type.getReturnType(dynamic.desc);
    ClassNode made = new ClassNode();
    made.visit(host.version, Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC, name, null, OBJECT, new String[] {shape.getInternalName()});
    for (int i = 0; i < captured.length; i++) {
      made.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, "c" + i, captured[i].getDescriptor(), null, null);
    }
    constructor(made, captured);
    factory(made, captured, dynamic.desc);
    Type wanted = (Type) dynamic.bsmArgs[0];
    Type used = (Type) dynamic.bsmArgs[2];
    body(made, captured, dynamic.name, wanted, used, target(host, (Handle) dynamic.bsmArgs[1], captured, used, number));
    Files.write(directory.resolve(name + ".class"), bytes(made));
    return new MethodInsnNode(Opcodes.INVOKESTATIC, name, "make", dynamic.desc, false);
  }

  private static void constructor(ClassNode made, Type[] captured) {
    MethodVisitor code = made.visitMethod(0, "<init>", Type.getMethodDescriptor(Type.VOID_TYPE, captured), null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, OBJECT, "<init>", "()V", false);
    int local = 1;
    for (int i = 0; i < captured.length; i++) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitVarInsn(captured[i].getOpcode(Opcodes.ILOAD), local);
      code.visitFieldInsn(Opcodes.PUTFIELD, made.name, "c" + i, captured[i].getDescriptor());
      local += captured[i].getSize();
    }
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
  }

  /** One that captures nothing is made once, as the JDK does it. */
  private static void factory(ClassNode made, Type[] captured, String descriptor) {
    MethodVisitor code = made.visitMethod(Opcodes.ACC_STATIC, "make", descriptor, null, null);
    code.visitCode();
    if (captured.length == 0) {
      String type = "L" + made.name + ";";
      made.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, "ONE", type, null, null);
      MethodVisitor first = made.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
      first.visitCode();
      make(first, made.name, captured);
      first.visitFieldInsn(Opcodes.PUTSTATIC, made.name, "ONE", type);
      first.visitInsn(Opcodes.RETURN);
      first.visitMaxs(0, 0);
      code.visitFieldInsn(Opcodes.GETSTATIC, made.name, "ONE", type);
    } else {
      make(code, made.name, captured);
    }
    code.visitInsn(Opcodes.ARETURN);
    code.visitMaxs(0, 0);
  }

  /** A new object of the arguments in the first local variables. */
  private static void make(MethodVisitor code, String type, Type[] arguments) {
    code.visitTypeInsn(Opcodes.NEW, type);
    code.visitInsn(Opcodes.DUP);
    load(code, arguments, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, type, "<init>", Type.getMethodDescriptor(Type.VOID_TYPE, arguments), false);
  }

  private static void load(MethodVisitor code, Type[] types, int first) {
    int local = first;
    for (Type type : types) {
      code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), local);
      local += type.getSize();
    }
  }

  /** A static method that others of the package may call: the lambda's own, or one that calls what the method reference names. */
  private static MethodInsnNode target(ClassNode host, Handle what, Type[] captured, Type used, int number) {
    if (what.getTag() == Opcodes.H_INVOKESTATIC && what.getOwner().equals(host.name)) {
      for (MethodNode method : host.methods) {
        if (method.name.equals(what.getName()) && method.desc.equals(what.getDesc())) {
          if ((method.access & Opcodes.ACC_PRIVATE) != 0) {
            method.access = method.access & ~Opcodes.ACC_PRIVATE | (isInterface(host) ? Opcodes.ACC_PUBLIC : 0);
          }
          return new MethodInsnNode(Opcodes.INVOKESTATIC, host.name, method.name, method.desc, isInterface(host));
        }
      }
    }
    MethodNode way = reference(host, what, captured, used, number);
    return new MethodInsnNode(Opcodes.INVOKESTATIC, host.name, way.name, way.desc, isInterface(host));
  }

  private static MethodNode reference(ClassNode host, Handle what, Type[] captured, Type used, int number) {
    Type[] arguments = Type.getArgumentTypes(what.getDesc());
    Type result = Type.getReturnType(what.getDesc());
    List<Type> taken = new ArrayList<>();
    boolean constructs = what.getTag() == Opcodes.H_NEWINVOKESPECIAL;
    if (constructs) {
      result = Type.getObjectType(what.getOwner());
    } else if (what.getTag() != Opcodes.H_INVOKESTATIC) {
      // Whoever may call a protected method may do so only on objects of a class of their own, which its declaring class is not.
      taken.add(captured.length > 0 ? captured[0] : used.getArgumentTypes()[0]);
    }
    taken.addAll(List.of(arguments));
    MethodNode way = method(host, "reference$" + number, Type.getMethodDescriptor(result, taken.toArray(new Type[0])));
    if (constructs) {
      make(way, what.getOwner(), arguments);
    } else {
      load(way, taken.toArray(new Type[0]), 0);
      way.visitMethodInsn(opcode(what.getTag()), what.getOwner(), what.getName(), what.getDesc(), what.isInterface());
    }
    way.visitInsn(result.getOpcode(Opcodes.IRETURN));
    return way;
  }

  private static int opcode(int tag) {
    return switch (tag) {
      case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
      case Opcodes.H_INVOKEVIRTUAL -> Opcodes.INVOKEVIRTUAL;
      case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
      case Opcodes.H_INVOKESPECIAL -> Opcodes.INVOKESPECIAL;
      default -> throw new IllegalStateException("handle of kind " + tag + " (expected: of a method)");
    };
  }

  /** The interface's method: what was captured, then its arguments as the target wants them. */
  private static void body(ClassNode made, Type[] captured, String name, Type wanted, Type used, MethodInsnNode target) {
    MethodVisitor code = made.visitMethod(Opcodes.ACC_PUBLIC, name, wanted.getDescriptor(), null, null);
    code.visitCode();
    for (int i = 0; i < captured.length; i++) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitFieldInsn(Opcodes.GETFIELD, made.name, "c" + i, captured[i].getDescriptor());
    }
    Type[] given = wanted.getArgumentTypes();
    Type[] taken = Type.getArgumentTypes(target.desc);
    int local = 1;
    for (int i = 0; i < given.length; i++) {
      code.visitVarInsn(given[i].getOpcode(Opcodes.ILOAD), local);
      local += given[i].getSize();
      convert(code, given[i], used.getArgumentTypes()[i], taken[captured.length + i]);
    }
    target.accept(code);
    Type result = Type.getReturnType(target.desc);
    convert(code, result, result, wanted.getReturnType());
    code.visitInsn(wanted.getReturnType().getOpcode(Opcodes.IRETURN));
    code.visitMaxs(0, 0);
  }

  /** @param known what is known of a value of type {@code from} */
  private static void convert(MethodVisitor code, Type from, Type known, Type to) {
    if (to.getSort() == Type.VOID) {
      if (from.getSize() > 0) {
        code.visitInsn(from.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
      }
    } else if (isPrimitive(from) && isPrimitive(to)) {
      widen(code, from, to);
    } else if (isPrimitive(from)) {
      String box = box(from);
      code.visitMethodInsn(Opcodes.INVOKESTATIC, box, "valueOf", "(" + from.getDescriptor() + ")L" + box + ";", false);
    } else if (isPrimitive(to)) {
      Type value = unboxed(known);
      Type plain = value == null ? to : value;
      code.visitTypeInsn(Opcodes.CHECKCAST, box(plain));
      code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, box(plain), plain.getClassName() + "Value", "()" + plain.getDescriptor(), false);
      widen(code, plain, to);
    } else if (!to.equals(from) && !to.getInternalName().equals(OBJECT)) {
      code.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
    }
  }

  private static boolean isPrimitive(Type type) {
    return type.getSort() < Type.ARRAY;
  }

  private static String box(Type primitive) {
    return switch (primitive.getSort()) {
      case Type.BOOLEAN -> "java/lang/Boolean";
      case Type.CHAR -> "java/lang/Character";
      case Type.BYTE -> "java/lang/Byte";
      case Type.SHORT -> "java/lang/Short";
      case Type.INT -> "java/lang/Integer";
      case Type.LONG -> "java/lang/Long";
      case Type.FLOAT -> "java/lang/Float";
      case Type.DOUBLE -> "java/lang/Double";
      default -> throw new IllegalStateException(primitive + " (expected: a primitive type)");
    };
  }

  /** Null if it is no box. */
  private static Type unboxed(Type type) {
    for (Type primitive : new Type[] {Type.BOOLEAN_TYPE, Type.CHAR_TYPE, Type.BYTE_TYPE, Type.SHORT_TYPE, Type.INT_TYPE, Type.LONG_TYPE, Type.FLOAT_TYPE,
        Type.DOUBLE_TYPE}) {
      if (type.getInternalName().equals(box(primitive))) {
        return primitive;
      }
    }
    return null;
  }

  private static void widen(MethodVisitor code, Type from, Type to) {
    int wide = to.getSort();
    switch (from.getSort()) {
      case Type.LONG -> code(code, wide == Type.FLOAT ? Opcodes.L2F : wide == Type.DOUBLE ? Opcodes.L2D : Opcodes.NOP);
      case Type.FLOAT -> code(code, wide == Type.DOUBLE ? Opcodes.F2D : Opcodes.NOP);
      case Type.DOUBLE, Type.BOOLEAN -> { }
      default -> code(code, wide == Type.LONG ? Opcodes.I2L : wide == Type.FLOAT ? Opcodes.I2F : wide == Type.DOUBLE ? Opcodes.I2D : Opcodes.NOP);
    }
  }

  private static void code(MethodVisitor code, int opcode) {
    if (opcode != Opcodes.NOP) {
      code.visitInsn(opcode);
    }
  }

  // Records

  /** The fields, as the bootstrap method is told them. */
  private static List<Handle> fields(InvokeDynamicInsnNode dynamic) {
    List<Handle> fields = new ArrayList<>();
    for (Object argument : dynamic.bsmArgs) {
      if (argument instanceof Handle handle) {
        fields.add(handle);
      }
    }
    return fields;
  }

  private static MethodInsnNode hash(ClassNode type, InvokeDynamicInsnNode dynamic) {
    MethodNode code = method(type, "record$hash", dynamic.desc);
    code.visitInsn(Opcodes.ICONST_0);
    for (Handle field : fields(dynamic)) {
      Type of = Type.getType(field.getDesc());
      code.visitIntInsn(Opcodes.BIPUSH, 31);
      code.visitInsn(Opcodes.IMUL);
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitFieldInsn(Opcodes.GETFIELD, field.getOwner(), field.getName(), field.getDesc());
      if (isPrimitive(of)) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, box(of), "hashCode", "(" + of + ")I", false);
      } else {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/util/Objects", "hashCode", "(Ljava/lang/Object;)I", false);
      }
      code.visitInsn(Opcodes.IADD);
    }
    code.visitInsn(Opcodes.IRETURN);
    return new MethodInsnNode(Opcodes.INVOKESTATIC, type.name, code.name, code.desc, false);
  }

  private static MethodInsnNode equality(ClassNode type, InvokeDynamicInsnNode dynamic) {
    MethodNode code = method(type, "record$equals", dynamic.desc);
    Label different = new Label();
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitTypeInsn(Opcodes.INSTANCEOF, type.name);
    code.visitJumpInsn(Opcodes.IFEQ, different);
    for (Handle field : fields(dynamic)) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitFieldInsn(Opcodes.GETFIELD, field.getOwner(), field.getName(), field.getDesc());
      code.visitVarInsn(Opcodes.ALOAD, 1);
      code.visitTypeInsn(Opcodes.CHECKCAST, type.name);
      code.visitFieldInsn(Opcodes.GETFIELD, field.getOwner(), field.getName(), field.getDesc());
      different(code, Type.getType(field.getDesc()), different);
    }
    code.visitInsn(Opcodes.ICONST_1);
    code.visitInsn(Opcodes.IRETURN);
    code.visitLabel(different);
    code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    code.visitInsn(Opcodes.ICONST_0);
    code.visitInsn(Opcodes.IRETURN);
    return new MethodInsnNode(Opcodes.INVOKESTATIC, type.name, code.name, code.desc, false);
  }

  private static void different(MethodVisitor code, Type type, Label then) {
    if (!isPrimitive(type)) {
      code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/util/Objects", "equals", "(Ljava/lang/Object;Ljava/lang/Object;)Z", false);
      code.visitJumpInsn(Opcodes.IFEQ, then);
      return;
    }
    switch (type.getSort()) {
      case Type.LONG, Type.FLOAT, Type.DOUBLE -> {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, box(type), "compare", "(" + type + type + ")I", false);
        code.visitJumpInsn(Opcodes.IFNE, then);
      }
      default -> code.visitJumpInsn(Opcodes.IF_ICMPNE, then);
    }
  }
}
