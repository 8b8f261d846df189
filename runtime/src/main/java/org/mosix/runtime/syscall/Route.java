package org.mosix.runtime.syscall;

import java.util.List;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;

/**
 * Whether a call goes home, decided by its arguments: a descriptor or a handle of home, a path that is not of this node's
 * installation, or, when nothing is named, the thread that calls. The tests are methods of {@code org.mosix.boot.Sys}.
 */
final class Route {

  private static final Type SYS = Type.getObjectType("org/mosix/boot/Sys");

  private final Method test;
  /** Arguments of the test, by position. */
  private final int[] arguments;
  /** Of the stream's {@code fd} field; -1 if the test takes no offset. */
  private final long offset;

  private Route(String test, String descriptor, long offset, int... arguments) {
    this.test = new Method(test, descriptor);
    this.offset = offset;
    this.arguments = arguments;
  }

  private Route(String test, String descriptor, int... arguments) {
    this(test, descriptor, -1, arguments);
  }

  static Route of(NativeMethod method, boolean isStatic) {
    List<Passing> passing = method.passing();
    if (ErrorTexts.isCall(method)) {
      return new Route("error", "(I)Z", 0);
    }
    if (passing.isEmpty()) {
      return byFirstDescriptor(method, isStatic);
    }
    int number = passing.indexOf(Passing.NUMBER);
    int address = passing.indexOf(Passing.C_PATH);
    if (number >= 0 && address == number + 1) {
      return new Route("pathAt", "(IJ)Z", number, address);
    }
    if (address >= 0) {
      int last = passing.lastIndexOf(Passing.C_PATH);
      return last == address ? new Route("path", "(J)Z", address) : new Route("path", "(JJ)Z", address, last);
    }
    int path = first(passing, Passing.PATH, Passing.FILE);
    int other = passing.lastIndexOf(Passing.FILE);
    if (path >= 0 && other > path) {
      return new Route("path", "(Ljava/lang/Object;Ljava/lang/Object;)Z", path, other);
    }
    return path >= 0 ? new Route("path", "(Ljava/lang/Object;)Z", path) : byDescriptor(method);
  }

  private static int first(List<Passing> passing, Passing one, Passing other) {
    for (int i = 0; i < passing.size(); i++) {
      if (passing.get(i) == one || passing.get(i) == other) {
        return i;
      }
    }
    return -1;
  }

  private static Route byDescriptor(NativeMethod method) {
    List<Passing> passing = method.passing();
    if (passing.get(0) == Passing.STREAM) {
      return new Route("owner", "(Ljava/lang/Object;J)Z", Streams.of(method.owner()).offset, 0);
    }
    int object = first(passing, Passing.DESCRIPTOR, Passing.DESCRIPTOR_CHANGED);
    if (object >= 0) {
      return objects(passing, object);
    }
    int number = passing.indexOf(Passing.NUMBER);
    if (number >= 0) {
      int last = passing.lastIndexOf(Passing.NUMBER);
      return last == number ? new Route("descriptor", "(I)Z", number) : new Route("descriptor", "(II)Z", number, last);
    }
    int handle = passing.indexOf(Passing.HANDLE);
    return handle >= 0 ? new Route("handle", "(J)Z", handle) : new Route("process", "()Z");
  }

  private static Route objects(List<Passing> passing, int first) {
    int last = passing.lastIndexOf(Passing.DESCRIPTOR);
    return last <= first
        ? new Route("descriptor", "(Ljava/lang/Object;)Z", first)
        : new Route("descriptor", "(Ljava/lang/Object;Ljava/lang/Object;)Z", first, last);
  }

  /** For refused natives, whose arguments need not be described. */
  private static Route byFirstDescriptor(NativeMethod method, boolean isStatic) {
    Type[] types = Type.getArgumentTypes(method.descriptor());
    for (int i = 0; i < types.length; i++) {
      if (types[i].getDescriptor().equals("Ljava/io/FileDescriptor;")) {
        return new Route("descriptor", "(Ljava/lang/Object;)Z", isStatic ? i : i + 1);
      }
    }
    return new Route("process", "()Z");
  }

  /** Generates the test; it leaves a boolean. */
  void test(GeneratorAdapter code) {
    for (int argument : arguments) {
      code.loadArg(argument);
    }
    if (offset >= 0) {
      code.push(offset);
    }
    code.invokeStatic(SYS, test);
  }
}
