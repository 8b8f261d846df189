package org.mosix.torture.programs;

/** Shifts, masks, rotations, conversions between all integer types, a small cipher and a bit count by hand. */
public final class BitOperations {
  static int bits(long x) {
    int count = 0;
    for (; x != 0; x &= x - 1) {
      count++;
    }
    return count;
  }

  static long cipher(long block, int[] key) {
    int left = (int) (block >>> 32);
    int right = (int) block;
    int sum = 0;
    for (int i = 0; i < 32; i++) {
      sum += 0x9e3779b9;
      left += (right << 4) + key[0] ^ right + sum ^ (right >>> 5) + key[1];
      right += (left << 4) + key[2] ^ left + sum ^ (left >>> 5) + key[3];
    }
    return (long) left << 32 | right & 0xffffffffL;
  }

  static String round() {
    int[] key = {1, -2, 3, -4};
    long x = 1;
    int counted = 0;
    for (int i = 0; i < 3_000; i++) {
      x = cipher(x, key) ^ i;
      counted += bits(x);
      Check.equal("bits", Long.bitCount(x), bits(x));
      byte b = (byte) x;
      short s = (short) (x >> 3);
      char c = (char) (x >>> 5);
      b >>= 1;
      s >>>= 2;
      c <<= 1;
      x += b ^ s ^ c;
      x ^= Long.reverse(x) >>> (i & 63) ^ Integer.rotateLeft((int) x, i) ^ ~Integer.reverseBytes(key[i & 3]);
    }
    return x + " " + counted;
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    String first = round();
    System.out.println(first);
    while (rounds.more()) {
      Check.equal("bits", first, round());
    }
    Check.ok();
  }
}
