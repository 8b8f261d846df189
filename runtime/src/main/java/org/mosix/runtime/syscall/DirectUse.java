package org.mosix.runtime.syscall;

import static org.objectweb.asm.Opcodes.ATHROW;
import static org.objectweb.asm.Opcodes.GETSTATIC;
import static org.objectweb.asm.Opcodes.IFNULL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;

import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;

/**
 * The part of a facade for files that this JVM has open, too: asks for the file, and calls the JDK's own native on what is here in place of the
 * program's stream or descriptor. Without it each call would take an array for its arguments, a box for each, and a handle that is no constant: a
 * fifth of what reading 8 KB takes.
 */
final class DirectUse {

  private static final Type FILE = Type.getObjectType("org/mosix/boot/SysFile");
  private static final int DESCRIPTOR = -1;

  private final GeneratorAdapter code;
  private final NativeMethod method;
  private final int argument;
  /** Of the stream; null for a descriptor. */
  private final Streams stream;

  /** @param argument the stream or descriptor */
  DirectUse(GeneratorAdapter code, NativeMethod method, int argument) {
    this.code = code;
    this.method = method;
    this.argument = argument;
    this.stream = method.passing().get(argument) == Passing.STREAM ? Streams.of(method.owner()) : null;
  }

  /** The only stream or descriptor of a native that moves bytes or the position of a file; -1 for other natives. */
  static int argument(NativeMethod method) {
    if (method.policy() != Policy.HOME || DirectRules.of(method) != DirectRules.HERE) {
      return -1;
    }
    int found = -1;
    List<Passing> passing = method.passing();
    for (int i = 0; i < passing.size(); i++) {
      switch (passing.get(i)) {
        case STREAM, DESCRIPTOR -> {
          if (found >= 0) {
            return -1;
          }
          found = i;
        }
        case STREAM_CHANGED, DESCRIPTOR_CHANGED, NUMBER, HOME_NUMBER -> {
          return -1;
        }
        default -> { }
      }
    }
    return found;
  }

  /** Generates it; where there is no such file the code goes on behind it. */
  void call(String field, String descriptor) {
    Type result = Type.getReturnType(descriptor);
    Label elsewhere = new Label();
    Label begin = new Label();
    Label end = new Label();
    Label failed = new Label();
    int file = code.newLocal(FILE);
    ask(file);
    code.loadLocal(file);
    code.visitJumpInsn(IFNULL, elsewhere);
    code.visitTryCatchBlock(begin, end, failed, Facade.THROWABLE.getInternalName());
    code.mark(begin);
    code.visitFieldInsn(GETSTATIC, Facade.NAME, field, Facade.HANDLE.getDescriptor());
    loadArguments(file, Type.getArgumentTypes(descriptor).length);
    code.visitMethodInsn(INVOKEVIRTUAL, Facade.HANDLE.getInternalName(), "invokeExact", descriptor, false);
    int returned = result == Type.VOID_TYPE ? -1 : code.newLocal(result);
    if (returned >= 0) {
      code.storeLocal(returned);
    }
    code.mark(end);
    code.loadLocal(file);
    code.push(method.index());
    loadMoved(returned, result);
    code.invokeVirtual(FILE, new Method("done", "(IJ)V"));
    if (returned >= 0) {
      code.loadLocal(returned);
    }
    code.returnValue();
    code.mark(failed);
    code.loadLocal(file);
    code.invokeVirtual(FILE, new Method("failed", "()V"));
    code.visitMethodInsn(INVOKESTATIC, Facade.STACK.getInternalName(), "withoutMosix", "(Ljava/lang/Throwable;)Ljava/lang/Throwable;", false);
    code.visitInsn(ATHROW);
    code.mark(elsewhere);
  }

  private void ask(int file) {
    code.loadArg(argument);
    if (stream != null) {
      code.push(stream.offset);
      code.invokeStatic(Facade.SYS, new Method("file", "(Ljava/lang/Object;J)Lorg/mosix/boot/SysFile;"));
    } else {
      code.invokeStatic(Facade.SYS, new Method("file", "(Ljava/lang/Object;)Lorg/mosix/boot/SysFile;"));
    }
    code.storeLocal(file);
  }

  private void loadArguments(int file, int count) {
    for (int i = 0; i < count; i++) {
      if (i == argument) {
        code.loadLocal(file);
        code.push(stream == null ? DESCRIPTOR : stream.ordinal());
        code.invokeVirtual(FILE, new Method("here", "(I)Ljava/lang/Object;"));
      } else {
        code.loadArg(i);
      }
    }
  }

  /** The bytes that were moved, as a {@code long}; those that make no sense count as none. */
  private void loadMoved(int returned, Type result) {
    switch (BulkCall.moved(method)) {
      case NONE -> code.push(0L);
      case ONE_WRITTEN -> code.push(1L);
      case ALL -> {
        code.loadArg(BulkCall.length(method));
        code.cast(Type.INT_TYPE, Type.LONG_TYPE);
      }
      case RESULT -> {
        code.loadLocal(returned);
        code.cast(result, Type.LONG_TYPE);
      }
      case ONE_READ -> {
        // 0 for a byte, whose value is not negative, and -1 for none; and one more.
        code.loadLocal(returned);
        code.push(31);
        code.math(GeneratorAdapter.SHR, Type.INT_TYPE);
        code.push(1);
        code.math(GeneratorAdapter.ADD, Type.INT_TYPE);
        code.cast(Type.INT_TYPE, Type.LONG_TYPE);
      }
    }
  }
}
