package org.mosix.runtime.capture;

import jdk.internal.misc.VM;
import org.mosix.boot.Frame;
import org.mosix.runtime.jvm.Internals;

/**
 * How large the stacks of arriving threads are. As at home: a recursion without end must end where it would there. Frames that are resumed
 * are interpreted at first, and larger than the compiled ones they were, so a deep stack gets more room.
 */
final class StackSizes {

  /** HotSpot's on Linux, unless the command line says otherwise. */
  private static final long USUAL = 1L << 20;

  /** Resumed frames of so many bytes fit into a usual stack beside what may follow. */
  private static final long LITTLE = 128 << 10;

  /** Of a resumed frame without variables; twice what the interpreter needs. */
  private static final long FRAME = 256;
  private static final long SLOT = 2 * Long.BYTES;

  /** Calls by reflection and the like are several frames. */
  private static final long PASSED_ON = 1024;

  /** On 17 the size is a field of the thread, later of its holder. */
  private static final boolean HELD = Runtime.version().feature() >= 19;

  private StackSizes() {}

  private static Object holder(Thread thread) {
    return HELD ? Internals.UNSAFE.getReference(thread, Internals.offset(Thread.class, "holder")) : thread;
  }

  private static long offset(Object holder) {
    return Internals.offset(HELD ? holder.getClass() : Thread.class, "stackSize");
  }

  /** What the program has asked for, in bytes; 0 if it has not. */
  static long of(Thread thread) {
    Object holder = holder(thread);
    return Internals.UNSAFE.getLong(holder, offset(holder));
  }

  /** The VM reads it when the thread is started. */
  static void set(Thread thread, long bytes) {
    Object holder = holder(thread);
    Internals.UNSAFE.putLong(holder, offset(holder), bytes);
  }

  /** For a thread that gets these frames back; 0 for the VM's own choice. */
  static long toResume(long asked, Frame bottom) {
    long needed = 0;
    for (Frame frame = bottom; frame != null; frame = frame.callee) {
      needed += FRAME + (frame.kind == Frame.CODE ? 0 : PASSED_ON) + (frame.references == null ? 0 : frame.references.length * SLOT);
    }
    if (needed <= LITTLE) {
      return asked;
    }
    return (asked > 0 ? asked : usual()) + needed;
  }

  private static long usual() {
    long usual = USUAL;
    for (String argument : VM.getRuntimeArguments()) {
      if (argument.startsWith("-Xss")) {
        usual = bytes(argument.substring("-Xss".length()), 1);
      } else if (argument.startsWith("-XX:ThreadStackSize=")) {
        usual = bytes(argument.substring("-XX:ThreadStackSize=".length()), 1 << 10);
      }
    }
    return usual;
  }

  /** As the VM reads sizes, which has accepted this one. */
  private static long bytes(String text, long unit) {
    int last = text.length() - 1;
    long scale = switch (Character.toLowerCase(text.charAt(last))) {
      case 'k' -> 1L << 10;
      case 'm' -> 1L << 20;
      case 'g' -> 1L << 30;
      default -> 1;
    };
    return Long.decode(scale == 1 ? text : text.substring(0, last)) * scale * unit;
  }
}
