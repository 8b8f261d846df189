package org.mosix.torture.programs;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** BigInteger and BigDecimal: digits of pi and e, factorials, modular powers, primes. */
public final class BigNumbers {
  static BigDecimal arctan(int inverse, int digits) {
    BigDecimal x = BigDecimal.ONE.divide(BigDecimal.valueOf(inverse), digits, java.math.RoundingMode.DOWN);
    BigDecimal square = BigDecimal.valueOf((long) inverse * inverse);
    BigDecimal sum = x;
    for (int n = 3; x.signum() != 0; n += 2) {
      x = x.divide(square, digits, java.math.RoundingMode.DOWN).negate();
      sum = sum.add(x.divide(BigDecimal.valueOf(n), digits, java.math.RoundingMode.DOWN));
    }
    return sum;
  }

  static String round() {
    BigDecimal pi = arctan(5, 120).multiply(BigDecimal.valueOf(16)).subtract(arctan(239, 120).multiply(BigDecimal.valueOf(4)));
    BigInteger factorial = BigInteger.ONE;
    for (int n = 2; n < 200; n++) {
      factorial = factorial.multiply(BigInteger.valueOf(n));
    }
    BigInteger prime = BigInteger.TWO.pow(127).subtract(BigInteger.ONE);
    return pi.round(new MathContext(100)) + " " + factorial.bitLength() + " " + factorial.mod(prime).toString(36) + " "
        + BigInteger.valueOf(3).modPow(factorial, prime).hashCode() + " " + prime.isProbablePrime(20);
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    String first = round();
    System.out.println(first);
    while (rounds.more()) {
      Check.equal("numbers", first, round());
    }
    Check.ok();
  }
}
