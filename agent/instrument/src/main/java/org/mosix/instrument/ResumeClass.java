package org.mosix.instrument;

import java.util.List;

/**
 * A generated class that continues one method behind one of its polls.
 *
 * @param classfile to be defined as a hidden nestmate of the method's class
 * @param polls bytecode index in this class of each poll, and of the same poll in the method's own class
 * @param kind how the result is returned: the first letter of a {@code Resumption} method's result
 * @param calleeResult descriptor of what the call before the poll returns; null if the poll does not follow a call
 * @param isHidden whether the VM would leave the method out of stack traces, if it is one of the JDK
 * @param data method handles the class expects as class data, in this order
 */
public record ResumeClass(byte[] classfile, int[][] polls, char kind, String calleeResult, boolean isHidden, List<SpecialMember> data) {

  /** A member only the method's own class may use; {@code kind} is the handle's kind as in {@link org.objectweb.asm.Handle}. */
  public record SpecialMember(int kind, String owner, String name, String descriptor) {}

  /** {@code V}, {@code I}, {@code J}, {@code F}, {@code D} or {@code A} for a method descriptor or a type descriptor. */
  public static char kindOf(String descriptor) {
    char c = descriptor.charAt(descriptor.indexOf(')') + 1);
    return switch (c) {
      case 'Z', 'B', 'C', 'S', 'I' -> 'I';
      case 'L', '[' -> 'A';
      default -> c;
    };
  }
}
