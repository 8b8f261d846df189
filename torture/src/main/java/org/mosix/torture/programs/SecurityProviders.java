package org.mosix.torture.programs;

import java.security.MessageDigest;
import java.security.MessageDigestSpi;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;

/** Security providers the program added, moved to the front and took away, and a security property it set. */
public final class SecurityProviders {

  /** A digest of the program's own: the sum of all bytes. */
  public static final class Sum extends MessageDigestSpi {
    private int sum;

    @Override
    protected void engineUpdate(byte input) {
      sum += input;
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
      for (int i = offset; i < offset + length; i++) {
        sum += input[i];
      }
    }

    @Override
    protected byte[] engineDigest() {
      byte[] digest = {(byte) (sum >> 8), (byte) sum};
      sum = 0;
      return digest;
    }

    @Override
    protected void engineReset() {
      sum = 0;
    }
  }

  static final class Own extends Provider {
    private static final long serialVersionUID = 1;

    Own() {
      super("Own", "1.0", "a digest that adds");
      put("MessageDigest.SUM", Sum.class.getName());
    }
  }

  private static String names() {
    StringBuilder names = new StringBuilder();
    for (Provider provider : Security.getProviders()) {
      names.append(provider.getName()).append(' ');
    }
    return names.toString();
  }

  public static void main(String[] args) throws Exception {
    Rounds rounds = Rounds.of(args);
    Own own = new Own();
    Security.addProvider(own);
    Provider jce = Security.getProvider("SunJCE");
    Security.removeProvider("SunJCE");
    Security.insertProviderAt(jce, 1);
    Security.removeProvider("SunSASL");
    Security.setProperty("own.property", "set");
    String names = names();
    byte[] text = "the quick brown fox".getBytes();
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
    while (rounds.more()) {
      Check.equal("providers", names, names());
      Check.same("provider", own, Security.getProvider("Own"));
      MessageDigest sum = MessageDigest.getInstance("SUM");
      Check.same("provider of the digest", own, sum.getProvider());
      sum.update(text);
      byte[] digest = sum.digest();
      Check.equal("own digest", 1843, (digest[0] & 0xff) << 8 | digest[1] & 0xff);
      Check.holds("digest of the JDK", Arrays.equals(hash, MessageDigest.getInstance("SHA-256").digest(text)));
      Check.equal("property", "set", Security.getProperty("own.property"));
    }
    Check.ok();
  }
}
