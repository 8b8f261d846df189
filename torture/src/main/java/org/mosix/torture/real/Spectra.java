package org.mosix.torture.real;

import java.util.Random;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/** Commons Math: Fourier transforms there and back, and a convolution, to the last bit. Arguments: log2 of the length (14), rounds (4,500). */
public final class Spectra {

  private Spectra() {}

  public static void main(String[] args) {
    int length = 1 << (args.length > 0 ? Integer.parseInt(args[0]) : 14);
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 4_500;
    FastFourierTransformer transformer = new FastFourierTransformer(DftNormalization.STANDARD);
    Random random = new Random(9);
    long digest = 0;
    for (int round = 0; round < rounds; round++) {
      double[] signal = random.doubles(length, -1, 1).toArray();
      Complex[] spectrum = transformer.transform(signal, TransformType.FORWARD);
      Complex[] back = transformer.transform(spectrum, TransformType.INVERSE);
      double worst = 0;
      for (int i = 0; i < length; i++) {
        worst = Math.max(worst, Math.abs(back[i].getReal() - signal[i]));
        digest = Long.rotateLeft(digest, 1) ^ Double.doubleToLongBits(spectrum[i].abs());
      }
      if (!(worst < 1e-12)) {
        throw new IllegalStateException("there and back is off by " + worst);
      }
      if (round % 250 == 249) {
        System.out.println("after " + (round + 1) + ": " + Long.toHexString(digest));
      }
    }
    System.out.println("ok");
  }
}
