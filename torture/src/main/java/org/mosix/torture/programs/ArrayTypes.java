package org.mosix.torture.programs;

import java.util.Arrays;

/** Arrays of all primitive types, objects, interfaces, several dimensions, length zero, shared and self-containing. */
public final class ArrayTypes {
  private final boolean[] flags = new boolean[1001];
  private final byte[] bytes = new byte[1003];
  private final short[] shorts = new short[1005];
  private final char[] chars = new char[1007];
  private final int[] ints = new int[1009];
  private final long[] longs = new long[1011];
  private final float[] floats = new float[1013];
  private final double[] doubles = new double[1015];
  private final String[][] names = new String[13][];
  private final int[][][] cube = new int[7][5][3];
  private final Comparable<?>[] mixed = {1, "two", 3.0, 'c', null};
  private final Object[] self = new Object[2];
  private final int[] empty = {};

  private void fill(int round) {
    for (int i = 0; i < bytes.length; i++) {
      flags[i % 1001] ^= (i * round) % 3 == 0;
      bytes[i] += (byte) (i + round);
      shorts[i] -= (short) (i * round);
      chars[i] ^= (char) (i << (round & 7));
      ints[i] = ints[i] * 31 + i;
      longs[i] += (long) i << 33;
      floats[i] += i / 3f;
      doubles[i] -= i / 7d;
      cube[i % 7][i % 5][i % 3] += i;
    }
    for (int row = 0; row < names.length; row++) {
      names[row] = new String[row];
      Arrays.setAll(names[row], n -> "n" + n);
    }
    self[0] = self;
    self[1] = names[3];
  }

  private String digest() {
    return Arrays.hashCode(flags) + " " + Arrays.hashCode(bytes) + " " + Arrays.hashCode(shorts) + " " + Arrays.hashCode(chars)
        + " " + Arrays.hashCode(ints) + " " + Arrays.hashCode(longs) + " " + Arrays.hashCode(floats) + " " + Arrays.hashCode(doubles)
        + " " + Arrays.deepHashCode(names) + " " + Arrays.deepHashCode(cube) + " " + Arrays.toString(mixed) + empty.length;
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    String first = null;
    while (first == null || rounds.more()) {
      ArrayTypes arrays = new ArrayTypes();
      for (int round = 0; round < 50; round++) {
        arrays.fill(round);
      }
      Check.same("array in itself", arrays.self, arrays.self[0]);
      Check.same("shared row", arrays.names[3], arrays.self[1]);
      Check.same("component type", Comparable.class, arrays.mixed.getClass().getComponentType());
      String digest = arrays.digest();
      if (first == null) {
        first = digest;
        System.out.println(first);
      }
      Check.equal("arrays", first, digest);
    }
    Check.ok();
  }
}
