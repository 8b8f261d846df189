package org.mosix.instrument;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;

/**
 * A concatenation by {@code invokedynamic} calls {@code toString()} of its arguments from frames that cannot be captured. Where that
 * may be the program's, the arguments are made strings before, in the same order, with a poll behind each; the call site gets strings.
 */
final class ConcatArguments {

  static final String FACTORY = "java/lang/invoke/StringConcatFactory";
  static final String STRING = "java/lang/String";
  static final String VALUE_OF = "valueOf";
  static final String VALUE_OF_DESCRIPTOR = "(Ljava/lang/Object;)Ljava/lang/String;";

  /** Final classes of the JDK that make their text themselves, and soon. */
  private static final Set<String> CLOSED = Set.of(
      "Ljava/lang/String;", "Ljava/lang/Integer;", "Ljava/lang/Long;", "Ljava/lang/Character;", "Ljava/lang/Boolean;", "Ljava/lang/Double;",
      "Ljava/lang/Float;", "Ljava/lang/Short;", "Ljava/lang/Byte;", "Ljava/lang/StringBuilder;", "Ljava/lang/Class;");

  /** Where the instructions go. */
  interface Code {
    void variable(int opcode, int variable);

    void clear(int variable);

    /** The call of {@link #VALUE_OF}, and a poll. */
    void valueOf();
  }

  private final List<String> types;
  private final int deepest;

  private ConcatArguments(List<String> types) {
    this.types = types;
    int first = 0;
    while (first < types.size() && !isOpen(types.get(first))) {
      first++;
    }
    this.deepest = first;
  }

  static ConcatArguments of(String descriptor) {
    return new ConcatArguments(parameters(descriptor));
  }

  /** True if an argument has a method of the program's, perhaps. */
  boolean areOpen() {
    return deepest < types.size();
  }

  /** How many variables {@link #emit} needs. */
  int variables() {
    int count = 0;
    for (int i = deepest + 1; i < types.size(); i++) {
      count += size(types.get(i));
    }
    return count;
  }

  /** The call site's, once its arguments are strings. */
  String descriptor() {
    StringBuilder result = new StringBuilder("(");
    types.forEach(type -> result.append(isOpen(type) ? "Ljava/lang/String;" : type));
    return result.append(")Ljava/lang/String;").toString();
  }

  /** What makes strings of the arguments on the operand stack; those above the first are kept in variables meanwhile. */
  void emit(int firstVariable, Code code) {
    int variable = firstVariable;
    for (int i = types.size() - 1; i > deepest; i--) {
      code.variable(opcode(types.get(i), Opcodes.ISTORE), variable);
      variable += size(types.get(i));
    }
    code.valueOf();
    for (int i = deepest + 1; i < types.size(); i++) {
      String type = types.get(i);
      variable -= size(type);
      code.variable(opcode(type, Opcodes.ILOAD), variable);
      if (isOpen(type)) {
        // Kept, it would keep alive what the program lets go.
        code.clear(variable);
        code.valueOf();
      }
    }
  }

  private static boolean isOpen(String type) {
    return type.charAt(0) == 'L' && !CLOSED.contains(type);
  }

  private static int size(String type) {
    return type.equals("J") || type.equals("D") ? 2 : 1;
  }

  /** The opcode for this type that loads or stores, given that for an int. */
  private static int opcode(String type, int forInt) {
    return forInt + switch (type.charAt(0)) {
      case 'J' -> 1;
      case 'F' -> 2;
      case 'D' -> 3;
      case 'L', '[' -> 4;
      default -> 0;
    };
  }

  private static List<String> parameters(String descriptor) {
    List<String> result = new ArrayList<>();
    for (int at = 1; descriptor.charAt(at) != ')'; ) {
      int end = at;
      while (descriptor.charAt(end) == '[') {
        end++;
      }
      end = descriptor.charAt(end) == 'L' ? descriptor.indexOf(';', end) + 1 : end + 1;
      result.add(descriptor.substring(at, end));
      at = end;
    }
    return result;
  }
}
