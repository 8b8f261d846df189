package org.mosix.torture.programs;

/** Floating-point loops over two-dimensional arrays: products, an LU decomposition, sums equal to the last bit. */
public final class Matrix {
  static double[][] product(double[][] a, double[][] b) {
    int n = a.length;
    double[][] c = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        double aik = a[i][k];
        for (int j = 0; j < n; j++) {
          c[i][j] += aik * b[k][j];
        }
      }
    }
    return c;
  }

  static double determinant(double[][] matrix) {
    double[][] a = new double[matrix.length][];
    for (int i = 0; i < a.length; i++) {
      a[i] = matrix[i].clone();
    }
    double determinant = 1;
    for (int k = 0; k < a.length; k++) {
      determinant *= a[k][k];
      for (int i = k + 1; i < a.length; i++) {
        double factor = a[i][k] / a[k][k];
        for (int j = k; j < a.length; j++) {
          a[i][j] -= factor * a[k][j];
        }
      }
    }
    return determinant;
  }

  static String round() {
    int n = 60;
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a[i][j] = 1.0 / (i + j + 1) + (i == j ? 1 : 0);
      }
    }
    double[][] p = product(a, a);
    float f = 0;
    for (double[] row : p) {
      for (double value : row) {
        f += (float) value;
      }
    }
    return Double.toHexString(determinant(p)) + " " + Float.toHexString(f);
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    String first = round();
    System.out.println(first);
    while (rounds.more()) {
      Check.equal("matrix", first, round());
    }
    Check.ok();
  }
}
