package org.mosix.torture.real;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/** Commons Math: eigenvalues of random symmetric and general matrices, printed to the last bit. Arguments: size (110), matrices (120). */
public final class Eigenvalues {

  private Eigenvalues() {}

  public static void main(String[] args) {
    int size = args.length > 0 ? Integer.parseInt(args[0]) : 110;
    int matrices = args.length > 1 ? Integer.parseInt(args[1]) : 120;
    for (int n = 0; n < matrices; n++) {
      RealMatrix general = random(size, n);
      RealMatrix symmetric = general.add(general.transpose());
      EigenDecomposition decomposition = new EigenDecomposition(symmetric);
      double[] values = decomposition.getRealEigenvalues();
      System.out.println("symmetric " + n + ": " + Double.toHexString(values[0]) + " " + Long.toHexString(digest(values)));
      RealMatrix back = decomposition.getV().multiply(decomposition.getD()).multiply(decomposition.getVT());
      double error = back.subtract(symmetric).getFrobeniusNorm();
      if (!(error < 1e-8 * size)) {
        throw new IllegalStateException("V D V^T is off by " + error);
      }
      EigenDecomposition complex = new EigenDecomposition(general);
      System.out.println("general " + n + ": " + Long.toHexString(digest(complex.getRealEigenvalues())) + " "
          + Long.toHexString(digest(complex.getImagEigenvalues())) + " " + complex.getDeterminant());
    }
    System.out.println("ok");
  }

  private static RealMatrix random(int size, int seed) {
    Random random = new Random(seed);
    double[][] data = new double[size][size];
    for (double[] row : data) {
      Arrays.setAll(row, i -> random.nextGaussian());
    }
    return new Array2DRowRealMatrix(data, false);
  }

  private static long digest(double[] values) {
    long digest = 0;
    for (double value : values) {
      digest = Long.rotateLeft(digest, 5) ^ Double.doubleToLongBits(value);
    }
    return digest;
  }
}
