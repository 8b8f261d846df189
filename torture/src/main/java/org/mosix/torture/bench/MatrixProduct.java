package org.mosix.torture.bench;

/** The product of two matrices of doubles. */
public final class MatrixProduct {

  private static final int SIZE = 300;

  private MatrixProduct() {}

  public static void main(String[] args) {
    double[][] a = new double[SIZE][SIZE];
    double[][] b = new double[SIZE][SIZE];
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        a[i][j] = i - j;
        b[i][j] = i * j % 7;
      }
    }
    Stopwatch.time(() -> (long) product(a, b)[17][250]);
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] c = new double[SIZE][SIZE];
    for (int i = 0; i < SIZE; i++) {
      for (int k = 0; k < SIZE; k++) {
        double factor = a[i][k];
        double[] row = b[k];
        double[] into = c[i];
        for (int j = 0; j < SIZE; j++) {
          into[j] += factor * row[j];
        }
      }
    }
    return c;
  }
}
