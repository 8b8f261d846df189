package org.mosix.instrument;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;

/** Local variables as stack map frames list them: one entry per value, although longs and doubles take two variables. */
public final class StackFrames {

  private StackFrames() {}

  /** {@code locals} with {@code type} in {@code variable}, filled up with TOP as needed. */
  public static List<Object> with(List<Object> locals, int variable, Object type) {
    List<Object> result = locals == null ? new ArrayList<>() : new ArrayList<>(locals);
    int slot = 0;
    int entry = 0;
    while (entry < result.size() && slot < variable) {
      slot += size(result.get(entry++));
    }
    if (entry < result.size()) {
      result.set(entry, type);
      return result;
    }
    while (slot < variable) {
      result.add(Opcodes.TOP);
      slot++;
    }
    result.add(type);
    return result;
  }

  /** {@code slots}, two entries for a long or double, as a frame lists them. */
  public static List<Object> compact(List<Object> slots) {
    List<Object> result = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      Object type = slots.get(i);
      result.add(type);
      i += size(type) - 1;
    }
    return result;
  }

  static int size(Object type) {
    return type == Opcodes.LONG || type == Opcodes.DOUBLE ? 2 : 1;
  }
}
