package org.mosix.torture.programs;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Compiled where it runs: the other programs are made for Java 17, which has no arenas. */
public final class ArenaRounds implements Supplier<String> {

  private static final MemorySegment GLOBAL = Arena.global().allocate(1000, 64);
  private static final VarHandle INTS = ValueLayout.JAVA_INT.arrayElementVarHandle();
  private static final StructLayout NODE = MemoryLayout.structLayout(
      ValueLayout.JAVA_LONG.withName("value"), ValueLayout.ADDRESS.withName("next"));
  private static final VarHandle VALUE = NODE.varHandle(PathElement.groupElement("value"));
  private static final VarHandle NEXT = NODE.varHandle(PathElement.groupElement("next"));
  private static final int NODES = 100;

  private final Random random = new Random(3);
  private final byte[] content = new byte[100_000];
  private final Arena shared = Arena.ofShared();
  private final Arena confined = Arena.ofConfined();
  private final MemorySegment aligned = shared.allocate(4096, 4096);
  private final MemorySegment empty = shared.allocate(0);
  private final MemorySegment text = confined.allocateFrom("hello, world");
  private final ByteBuffer direct = ByteBuffer.allocateDirect(100);
  private final MemorySegment ofBuffer = MemorySegment.ofBuffer(direct);
  private final MemorySegment list = shared.allocate(NODE);
  private final Map<MemorySegment, String> names = new HashMap<>();
  private final MemorySegment mapped;
  private final MemorySegment copied;
  private final MemorySegment dead;
  private final MemorySegment deadMap;
  private MemorySegment automatic;
  private MemorySegment slice;
  private ByteBuffer view;
  private String shown;
  private int round;

  public ArenaRounds() throws IOException {
    new Random(1).nextBytes(content);
    Path file = Files.createTempFile("mapped", null);
    Files.write(file, content);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
      mapped = channel.map(MapMode.READ_ONLY, 5000, 90_000, shared);
      copied = channel.map(MapMode.PRIVATE, 0, 10_000, confined);
      try (Arena closed = Arena.ofConfined()) {
        dead = closed.allocate(100);
        deadMap = channel.map(MapMode.READ_ONLY, 0, 1000, closed);
      }
    }
    MemorySegment node = list;
    for (int i = 0; i < NODES; i++) {
      MemorySegment next = i == NODES - 1 ? MemorySegment.NULL : shared.allocate(NODE);
      VALUE.set(node, 0L, (long) i);
      NEXT.set(node, 0L, next);
      node = next;
    }
    renew();
  }

  /** The arena before is left to the collector. */
  private void renew() {
    automatic = Arena.ofAuto().allocate(1 << 20);
    slice = automatic.asSlice(1000, 5000);
    view = automatic.asByteBuffer().order(ByteOrder.nativeOrder());
    names.clear();
    names.put(aligned, "aligned");
    names.put(slice, "slice");
    names.put(GLOBAL, "global");
    shown = show();
  }

  private String show() {
    return aligned + " " + slice + " " + GLOBAL + " " + mapped + " " + empty;
  }

  @Override
  public String get() {
    if (++round % 100 == 0) {
      renew();
    }
    String failed = seen(random.nextInt(1000)) + addresses() + temporary() + closed();
    return failed.isEmpty() ? "as expected" : failed;
  }

  private String seen(int i) {
    INTS.set(aligned, 0L, (long) i, round);
    GLOBAL.set(ValueLayout.JAVA_BYTE, i, (byte) round);
    slice.set(ValueLayout.JAVA_INT_UNALIGNED, i, round);
    direct.put(5, (byte) round);
    copied.set(ValueLayout.JAVA_BYTE, i, (byte) i);
    return expect("aligned", round, (int) INTS.get(aligned, 0L, (long) i))
        + expect("global", (byte) round, GLOBAL.get(ValueLayout.JAVA_BYTE, i))
        + expect("slice", round, automatic.get(ValueLayout.JAVA_INT_UNALIGNED, 1000 + i))
        + expect("view", round, view.getInt(1000 + i))
        + expect("of a buffer", (byte) round, ofBuffer.get(ValueLayout.JAVA_BYTE, 5))
        + expect("mapped", content[5000 + i * 80], mapped.get(ValueLayout.JAVA_BYTE, i * 80))
        + expect("mapped privately", (byte) i, copied.get(ValueLayout.JAVA_BYTE, i))
        + expect("mapped privately, not written", content[5000 + i], copied.get(ValueLayout.JAVA_BYTE, 5000 + i))
        + expect("text", "hello, world", text.getString(0));
  }

  /** They stay what they are, as keys, in memory and where they are shown. */
  private String addresses() {
    long sum = 0;
    for (MemorySegment node = list; node.address() != 0; node = ((MemorySegment) NEXT.get(node, 0L)).reinterpret(NODE.byteSize())) {
      sum += (long) VALUE.get(node, 0L);
    }
    return expect("list", NODES * (NODES - 1) / 2L, sum)
        + expect("shown", shown, show())
        + expect("key", "aligned", names.get(aligned))
        + expect("key", "slice", names.get(automatic.asSlice(1000, 5000)))
        + expect("key", "global", names.get(GLOBAL))
        + expect("alignment", 0L, aligned.address() % 4096)
        + expect("by address", -1L, MemorySegment.ofAddress(aligned.address()).reinterpret(4096).mismatch(aligned))
        + expect("first node", 0L, (long) VALUE.get(MemorySegment.ofAddress(list.address()).reinterpret(NODE.byteSize()), 0L));
  }

  private String temporary() {
    try (Arena arena = Arena.ofConfined()) {
      SegmentAllocator slices = SegmentAllocator.slicingAllocator(arena.allocate(4000, 32));
      MemorySegment longs = slices.allocateFrom(ValueLayout.JAVA_LONG, 1, 2, 3, 4);
      MemorySegment twice = slices.allocate(64).copyFrom(longs);
      return expect("elements", 10L, twice.elements(ValueLayout.JAVA_LONG).mapToLong(ArenaRounds::slowly).sum());
    }
  }

  private static long slowly(MemorySegment element) {
    long value = element.get(ValueLayout.JAVA_LONG, 0);
    for (int i = 0; i < 100; i++) {
      value = Long.rotateLeft(value, 1);
    }
    return Long.rotateRight(value, 100);
  }

  private String closed() {
    return closed("closed", dead) + closed("closed file", deadMap);
  }

  private static String closed(String what, MemorySegment segment) {
    try {
      return what + " gave " + segment.get(ValueLayout.JAVA_BYTE, 0) + "; ";
    } catch (IllegalStateException e) {
      return expect(what, "Already closed", e.getMessage());
    }
  }

  private static String expect(String what, Object expected, Object found) {
    return expected.equals(found) ? "" : what + " was " + found + ", not " + expected + "; ";
  }
}
