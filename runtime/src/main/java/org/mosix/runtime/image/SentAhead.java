package org.mosix.runtime.image;

import java.io.IOException;
import java.util.List;

/**
 * Arrays of numbers that nobody changes any more: they are sent while the process still runs, and its image names them. A class path of some
 * tens of jar files has megabytes of them.
 */
final class SentAhead extends Special {

  /** Shorter ones are not worth their entry. */
  private static final int SHORTEST = 256;
  private static final int MOST = 1 << 24;
  private static final int BYTES = 0;
  private static final int INTS = 1;

  @Override
  void write(Object o, Walk walk) throws IOException {
    walk.out.putInt((Integer) walk.detail());
  }

  @Override
  Object read(Build build) throws IOException {
    int number = build.in.getInt();
    if (number < 0 || number >= build.ahead.length) {
      throw build.in.damaged("array " + number + " of those sent ahead (expected: one of " + build.ahead.length + ")");
    }
    return build.ahead[number];
  }

  static boolean isWorthIt(Object array) {
    return array instanceof byte[] bytes && bytes.length >= SHORTEST || array instanceof int[] ints && ints.length >= SHORTEST / Integer.BYTES;
  }

  /** A part of a stream of its own, before the image. */
  static void send(List<Object> arrays, ChunkSink sink) throws IOException {
    ChunkOut out = new ChunkOut(sink);
    out.putInt(arrays.size());
    for (Object array : arrays) {
      boolean ints = array instanceof int[];
      int length = ints ? ((int[]) array).length : ((byte[]) array).length;
      out.putByte(ints ? INTS : BYTES);
      out.putInt(length);
      out.bulk(array, HeapLayout.arrayBase(array.getClass()), ints ? (long) length * Integer.BYTES : length);
    }
    out.finish();
  }

  static Object[] receive(ChunkSource source) throws IOException {
    ChunkIn in = new ChunkIn(source);
    try {
      Object[] arrays = new Object[number(in, MOST)];
      for (int i = 0; i < arrays.length; i++) {
        int kind = in.getByte();
        int length = number(in, Integer.MAX_VALUE);
        if (kind != BYTES && kind != INTS) {
          throw in.damaged("array of kind " + kind + " (expected: " + BYTES + " or " + INTS + ")");
        }
        arrays[i] = kind == INTS ? new int[length] : new byte[length];
        in.bulk(arrays[i], HeapLayout.arrayBase(arrays[i].getClass()), kind == INTS ? (long) length * Integer.BYTES : length);
      }
      in.finish();
      return arrays;
    } catch (OutOfMemoryError e) {
      throw new ImageException("no memory for what is sent ahead of the image: " + e.getMessage(), e);
    } finally {
      in.release();
    }
  }

  private static int number(ChunkIn in, int most) throws IOException {
    int number = in.getInt();
    if (number < 0 || number > most) {
      throw in.damaged(number + " (expected: 0 to " + most + ")");
    }
    return number;
  }
}
