package org.mosix.torture.programs;

/** Methods of 255 argument slots, instance and static, with calls among the arguments. */
public final class ManyArguments {
  static long whole(
      int a0, long b0, double c0, int a1, long b1, double c1, int a2, long b2, double c2, int a3, long b3, double c3, int a4, long b4, double c4,
      int a5, long b5, double c5, int a6, long b6, double c6, int a7, long b7, double c7, int a8, long b8, double c8, int a9, long b9, double c9,
      int a10, long b10, double c10, int a11, long b11, double c11, int a12, long b12, double c12, int a13, long b13, double c13, int a14, long b14,
      double c14, int a15, long b15, double c15, int a16, long b16, double c16, int a17, long b17, double c17, int a18, long b18, double c18,
      int a19, long b19, double c19, int a20, long b20, double c20, int a21, long b21, double c21, int a22, long b22, double c22, int a23, long b23,
      double c23, int a24, long b24, double c24, int a25, long b25, double c25, int a26, long b26, double c26, int a27, long b27, double c27,
      int a28, long b28, double c28, int a29, long b29, double c29, int a30, long b30, double c30, int a31, long b31, double c31, int a32, long b32,
      double c32, int a33, long b33, double c33, int a34, long b34, double c34, int a35, long b35, double c35, int a36, long b36, double c36,
      int a37, long b37, double c37, int a38, long b38, double c38, int a39, long b39, double c39, int a40, long b40, double c40, int a41, long b41,
      double c41, int a42, long b42, double c42, int a43, long b43, double c43, int a44, long b44, double c44, int a45, long b45, double c45,
      int a46, long b46, double c46, int a47, long b47, double c47, int a48, long b48, double c48, int a49, long b49, double c49, int a50, long b50,
      double c50) {
    long sum = Work.spin(a0);
    sum += a0 * 1L + a1 * 2L + a2 * 3L + a3 * 4L + a4 * 5L + a5 * 6L + a6 * 7L + a7 * 8L + a8 * 9L + a9 * 10L + a10 * 11L + a11 * 12L + a12 * 13L
        + a13 * 14L +
        a14 * 15L + a15 * 16L + a16 * 17L + a17 * 18L + a18 * 19L + a19 * 20L + a20 * 21L + a21 * 22L + a22 * 23L + a23 * 24L + a24 * 25L
        + a25 * 26L +
        a26 * 27L + a27 * 28L + a28 * 29L + a29 * 30L + a30 * 31L + a31 * 32L + a32 * 33L + a33 * 34L + a34 * 35L + a35 * 36L + a36 * 37L
        + a37 * 38L +
        a38 * 39L + a39 * 40L + a40 * 41L + a41 * 42L + a42 * 43L + a43 * 44L + a44 * 45L + a45 * 46L + a46 * 47L + a47 * 48L + a48 * 49L
        + a49 * 50L + a50 * 51L;
    sum += b0 + b1 + b2 + b3 + b4 + b5 + b6 + b7 + b8 + b9 + b10 + b11 + b12 + b13 + b14 + b15 + b16 + b17 + b18 + b19 + b20 + b21 + b22 + b23
        + b24 + b25 + b26 + b27 + b28 + b29 +
        b30 + b31 + b32 + b33 + b34 + b35 + b36 + b37 + b38 + b39 + b40 + b41 + b42 + b43 + b44 + b45 + b46 + b47 + b48 + b49 + b50;
    return sum + (long) (c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11 + c12 + c13 + c14 + c15 + c16 + c17 + c18 + c19 + c20 + c21
        + c22 + c23 + c24 + c25 + c26 + c27 + c28 + c29 +
        c30 + c31 + c32 + c33 + c34 + c35 + c36 + c37 + c38 + c39 + c40 + c41 + c42 + c43 + c44 + c45 + c46 + c47 + c48 + c49 + c50);
  }

  long member(
      int a0, long b0, double c0, int a1, long b1, double c1, int a2, long b2, double c2, int a3, long b3, double c3, int a4, long b4, double c4,
      int a5, long b5, double c5, int a6, long b6, double c6, int a7, long b7, double c7, int a8, long b8, double c8, int a9, long b9, double c9,
      int a10, long b10, double c10, int a11, long b11, double c11, int a12, long b12, double c12, int a13, long b13, double c13, int a14, long b14,
      double c14, int a15, long b15, double c15, int a16, long b16, double c16, int a17, long b17, double c17, int a18, long b18, double c18,
      int a19, long b19, double c19, int a20, long b20, double c20, int a21, long b21, double c21, int a22, long b22, double c22, int a23, long b23,
      double c23, int a24, long b24, double c24, int a25, long b25, double c25, int a26, long b26, double c26, int a27, long b27, double c27,
      int a28, long b28, double c28, int a29, long b29, double c29, int a30, long b30, double c30, int a31, long b31, double c31, int a32, long b32,
      double c32, int a33, long b33, double c33, int a34, long b34, double c34, int a35, long b35, double c35, int a36, long b36, double c36,
      int a37, long b37, double c37, int a38, long b38, double c38, int a39, long b39, double c39, int a40, long b40, double c40, int a41, long b41,
      double c41, int a42, long b42, double c42, int a43, long b43, double c43, int a44, long b44, double c44, int a45, long b45, double c45,
      int a46, long b46, double c46, int a47, long b47, double c47, int a48, long b48, double c48, int a49, long b49, double c49, int a50, long b50) {
    int here = Work.spin(a50);
    return here + a0 + b0 + (long) c0 + a49 + b49 + (long) c49 + a50 + b50 + Work.spin(here);
  }

  static String round(int seed) {
    long first = whole(
        Work.spin(0), 0L * seed, 0.5 + seed, seed + 1, 1L * seed, 1.5 + seed, seed + 2, 2L * seed, 2.5 + seed, seed + 3, 3L * seed, 3.5 + seed,
        seed + 4, 4L * seed, 4.5 + seed, seed + 5, 5L * seed, 5.5 + seed, seed + 6, 6L * seed, 6.5 + seed, seed + 7, 7L * seed, 7.5 + seed, seed + 8,
        8L * seed, 8.5 + seed, seed + 9, 9L * seed, 9.5 + seed, Work.spin(10), 10L * seed, 10.5 + seed, seed + 11, 11L * seed, 11.5 + seed,
        seed + 12, 12L * seed, 12.5 + seed, seed + 13, 13L * seed, 13.5 + seed, seed + 14, 14L * seed, 14.5 + seed, seed + 15, 15L * seed,
        15.5 + seed, seed + 16, 16L * seed, 16.5 + seed, seed + 17, 17L * seed, 17.5 + seed, seed + 18, 18L * seed, 18.5 + seed, seed + 19,
        19L * seed, 19.5 + seed, Work.spin(20), 20L * seed, 20.5 + seed, seed + 21, 21L * seed, 21.5 + seed, seed + 22, 22L * seed, 22.5 + seed,
        seed + 23, 23L * seed, 23.5 + seed, seed + 24, 24L * seed, 24.5 + seed, seed + 25, 25L * seed, 25.5 + seed, seed + 26, 26L * seed,
        26.5 + seed, seed + 27, 27L * seed, 27.5 + seed, seed + 28, 28L * seed, 28.5 + seed, seed + 29, 29L * seed, 29.5 + seed, Work.spin(30),
        30L * seed, 30.5 + seed, seed + 31, 31L * seed, 31.5 + seed, seed + 32, 32L * seed, 32.5 + seed, seed + 33, 33L * seed, 33.5 + seed,
        seed + 34, 34L * seed, 34.5 + seed, seed + 35, 35L * seed, 35.5 + seed, seed + 36, 36L * seed, 36.5 + seed, seed + 37, 37L * seed,
        37.5 + seed, seed + 38, 38L * seed, 38.5 + seed, seed + 39, 39L * seed, 39.5 + seed, Work.spin(40), 40L * seed, 40.5 + seed, seed + 41,
        41L * seed, 41.5 + seed, seed + 42, 42L * seed, 42.5 + seed, seed + 43, 43L * seed, 43.5 + seed, seed + 44, 44L * seed, 44.5 + seed,
        seed + 45, 45L * seed, 45.5 + seed, seed + 46, 46L * seed, 46.5 + seed, seed + 47, 47L * seed, 47.5 + seed, seed + 48, 48L * seed,
        48.5 + seed, seed + 49, 49L * seed, 49.5 + seed, Work.spin(50), 50L * seed, 50.5 + seed);
    long second = new ManyArguments().member(
        Work.spin(0), 0L * seed, 0.5 + seed, seed + 1, 1L * seed, 1.5 + seed, seed + 2, 2L * seed, 2.5 + seed, seed + 3, 3L * seed, 3.5 + seed,
        seed + 4, 4L * seed, 4.5 + seed, seed + 5, 5L * seed, 5.5 + seed, seed + 6, 6L * seed, 6.5 + seed, seed + 7, 7L * seed, 7.5 + seed, seed + 8,
        8L * seed, 8.5 + seed, seed + 9, 9L * seed, 9.5 + seed, Work.spin(10), 10L * seed, 10.5 + seed, seed + 11, 11L * seed, 11.5 + seed,
        seed + 12, 12L * seed, 12.5 + seed, seed + 13, 13L * seed, 13.5 + seed, seed + 14, 14L * seed, 14.5 + seed, seed + 15, 15L * seed,
        15.5 + seed, seed + 16, 16L * seed, 16.5 + seed, seed + 17, 17L * seed, 17.5 + seed, seed + 18, 18L * seed, 18.5 + seed, seed + 19,
        19L * seed, 19.5 + seed, Work.spin(20), 20L * seed, 20.5 + seed, seed + 21, 21L * seed, 21.5 + seed, seed + 22, 22L * seed, 22.5 + seed,
        seed + 23, 23L * seed, 23.5 + seed, seed + 24, 24L * seed, 24.5 + seed, seed + 25, 25L * seed, 25.5 + seed, seed + 26, 26L * seed,
        26.5 + seed, seed + 27, 27L * seed, 27.5 + seed, seed + 28, 28L * seed, 28.5 + seed, seed + 29, 29L * seed, 29.5 + seed, Work.spin(30),
        30L * seed, 30.5 + seed, seed + 31, 31L * seed, 31.5 + seed, seed + 32, 32L * seed, 32.5 + seed, seed + 33, 33L * seed, 33.5 + seed,
        seed + 34, 34L * seed, 34.5 + seed, seed + 35, 35L * seed, 35.5 + seed, seed + 36, 36L * seed, 36.5 + seed, seed + 37, 37L * seed,
        37.5 + seed, seed + 38, 38L * seed, 38.5 + seed, seed + 39, 39L * seed, 39.5 + seed, Work.spin(40), 40L * seed, 40.5 + seed, seed + 41,
        41L * seed, 41.5 + seed, seed + 42, 42L * seed, 42.5 + seed, seed + 43, 43L * seed, 43.5 + seed, seed + 44, 44L * seed, 44.5 + seed,
        seed + 45, 45L * seed, 45.5 + seed, seed + 46, 46L * seed, 46.5 + seed, seed + 47, 47L * seed, 47.5 + seed, seed + 48, 48L * seed,
        48.5 + seed, seed + 49, 49L * seed, 49.5 + seed, Work.spin(50), 50L * seed);
    return first + " " + second;
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "arguments", () -> round(3));
  }
}
