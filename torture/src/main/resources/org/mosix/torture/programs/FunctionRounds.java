package org.mosix.torture.programs;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Supplier;

/** Compiled where it runs, as it links native functions. */
public final class FunctionRounds implements Supplier<String> {

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout DIVISION = MemoryLayout.structLayout(ValueLayout.JAVA_INT.withName("quotient"), ValueLayout.JAVA_INT.withName("rest"));
  private static final VarHandle REST = DIVISION.varHandle(MemoryLayout.PathElement.groupElement("rest"));
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERROR = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle STRLEN = link("strlen", FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS));
  private static final MethodHandle DIV =
      link("div", FunctionDescriptor.of(DIVISION, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
  private static final MethodHandle SNPRINTF = link("snprintf",
      FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_DOUBLE),
      Linker.Option.firstVariadicArg(3));
  private static final MethodHandle STRTOL = link("strtol",
      FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT), Linker.Option.captureCallState("errno"));
  private static final MethodHandle POW = link("pow", FunctionDescriptor.of(ValueLayout.JAVA_DOUBLE, ValueLayout.JAVA_DOUBLE, ValueLayout.JAVA_DOUBLE));

  private final MethodHandle onHeap = link("memcmp",
      FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG), Linker.Option.critical(true));
  /** Not bound to a function yet. */
  private final MethodHandle ofNumber = LINKER.downcallHandle(FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
  private final MemorySegment upper = LINKER.defaultLookup().findOrThrow("toupper");
  private final MethodHandle cube = MethodHandles.insertArguments(POW, 1, 3.0);
  private final Arena arena = Arena.ofShared();
  private final MemorySegment text = arena.allocateFrom("seventeen %d %.2f");
  private final MemorySegment line = arena.allocate(100);
  private final MemorySegment state = arena.allocate(STATE);
  private final SegmentAllocator results = SegmentAllocator.prefixAllocator(arena.allocate(DIVISION));

  private static MethodHandle link(String name, FunctionDescriptor type, Linker.Option... options) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type, options);
  }

  @Override
  public String get() {
    try {
      return round();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private String round() throws Throwable {
    StringBuilder out = new StringBuilder();
    out.append((long) STRLEN.invokeExact(text)).append(' ');
    MemorySegment division = (MemorySegment) DIV.invokeExact(results, 47, 10);
    out.append((int) REST.get(division, 0L)).append(' ');
    out.append((int) SNPRINTF.invokeExact(line, 100L, text, 42, 2.5)).append(line.getString(0)).append(' ');
    line.setString(0, "99999999999999999999");
    out.append((long) STRTOL.invokeExact(state, line, MemorySegment.NULL, 10)).append(" error ").append((int) ERROR.get(state, 0L)).append(' ');
    out.append((int) onHeap.invokeExact(MemorySegment.ofArray(new byte[] {1, 2, 3}), MemorySegment.ofArray(new byte[] {1, 2, 3}), 3L)).append(' ');
    out.append((int) ofNumber.invokeExact(upper, (int) 'x')).append(' ');
    double sum = 0;
    for (int i = 0; i < 1000; i++) {
      sum += (double) cube.invokeExact((double) i);
    }
    return out.append(sum).toString();
  }
}
