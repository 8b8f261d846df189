package org.mosix.torture.programs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyFactorySpi;
import java.security.KeyStore;
import java.security.KeyStoreSpi;
import java.security.MessageDigest;
import java.security.MessageDigestSpi;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureSpi;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateFactorySpi;
import java.security.cert.CRL;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.KeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.Enumeration;
import java.util.List;

/** A security provider of the program's whose services take their time: key stores, digests, signatures, keys and certificates. */
public final class SlowProviders {

  private SlowProviders() {}

  /** Long enough for a stop that finds the program outside of it only now and then to give up. */
  private static int slow(int n) {
    int x = n;
    for (int i = 0; i < 3_000; i++) {
      x += Work.spin(i);
    }
    return x;
  }

  /** Adds all bytes. */
  public static final class Digest extends MessageDigestSpi {
    private int sum;

    @Override
    protected void engineUpdate(byte input) {
      sum += input;
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
      slow(length);
      for (int i = offset; i < offset + length; i++) {
        sum += input[i];
      }
    }

    @Override
    protected byte[] engineDigest() {
      slow(sum);
      byte[] digest = {(byte) (sum >> 8), (byte) sum};
      sum = 0;
      return digest;
    }

    @Override
    protected void engineReset() {
      sum = 0;
    }
  }

  /** The sum of what is signed. */
  public static final class Signing extends SignatureSpi {
    private int sum;

    @Override
    protected void engineInitVerify(PublicKey key) {
      sum = slow(1) & 1;
    }

    @Override
    protected void engineInitSign(PrivateKey key) {
      sum = slow(1) & 1;
    }

    @Override
    protected void engineUpdate(byte b) {
      sum += b;
    }

    @Override
    protected void engineUpdate(byte[] b, int offset, int length) {
      for (int i = offset; i < offset + length; i++) {
        sum += b[i];
      }
    }

    @Override
    protected byte[] engineSign() {
      slow(sum);
      return new byte[] {(byte) sum};
    }

    @Override
    protected boolean engineVerify(byte[] signature) {
      slow(sum);
      return signature[0] == (byte) sum;
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {}

    @Override
    protected void engineSetParameter(AlgorithmParameterSpec parameters) {}

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
      return null;
    }
  }

  /** One byte, which is all a store of no keys needs. */
  public static final class Store extends KeyStoreSpi {
    private int value;

    @Override
    public void engineStore(OutputStream stream, char[] password) throws IOException {
      slow(value);
      stream.write(value);
    }

    @Override
    public void engineLoad(InputStream stream, char[] password) throws IOException {
      slow(value);
      value = stream == null ? 7 : stream.read();
    }

    @Override
    public int engineSize() {
      return value;
    }

    @Override
    public Key engineGetKey(String alias, char[] password) {
      return null;
    }

    @Override
    public Certificate[] engineGetCertificateChain(String alias) {
      return null;
    }

    @Override
    public Certificate engineGetCertificate(String alias) {
      return null;
    }

    @Override
    public Date engineGetCreationDate(String alias) {
      return null;
    }

    @Override
    public void engineSetKeyEntry(String alias, Key key, char[] password, Certificate[] chain) {}

    @Override
    public void engineSetKeyEntry(String alias, byte[] key, Certificate[] chain) {}

    @Override
    public void engineSetCertificateEntry(String alias, Certificate certificate) {}

    @Override
    public void engineDeleteEntry(String alias) {}

    @Override
    public Enumeration<String> engineAliases() {
      return Collections.emptyEnumeration();
    }

    @Override
    public boolean engineContainsAlias(String alias) {
      return slow(value) == slow(0);
    }

    @Override
    public boolean engineIsKeyEntry(String alias) {
      return false;
    }

    @Override
    public boolean engineIsCertificateEntry(String alias) {
      return false;
    }

    @Override
    public String engineGetCertificateAlias(Certificate certificate) {
      return null;
    }
  }

  /** The only key there is. */
  private record TheKey(int number) implements PublicKey, PrivateKey {
    @Override
    public String getAlgorithm() {
      return "SLOW";
    }

    @Override
    public String getFormat() {
      return "RAW";
    }

    @Override
    public byte[] getEncoded() {
      return new byte[] {(byte) number};
    }
  }

  /** Makes keys of their first byte. */
  public static final class Keys extends KeyFactorySpi {
    @Override
    protected PublicKey engineGeneratePublic(KeySpec spec) {
      slow(2);
      return new TheKey(((X509EncodedKeySpec) spec).getEncoded()[0]);
    }

    @Override
    protected PrivateKey engineGeneratePrivate(KeySpec spec) {
      return (PrivateKey) engineGeneratePublic(spec);
    }

    @Override
    protected <T extends KeySpec> T engineGetKeySpec(Key key, Class<T> spec) {
      return spec.cast(new X509EncodedKeySpec(key.getEncoded()));
    }

    @Override
    protected Key engineTranslateKey(Key key) {
      slow(3);
      return key;
    }
  }

  /** Finds no certificates, slowly. */
  public static final class Certificates extends CertificateFactorySpi {
    @Override
    public Certificate engineGenerateCertificate(InputStream in) {
      slow(4);
      return null;
    }

    @Override
    public Collection<? extends Certificate> engineGenerateCertificates(InputStream in) {
      slow(5);
      return List.of();
    }

    @Override
    public CRL engineGenerateCRL(InputStream in) {
      return null;
    }

    @Override
    public Collection<? extends CRL> engineGenerateCRLs(InputStream in) {
      return List.of();
    }
  }

  static final class Own extends Provider {
    private static final long serialVersionUID = 1;

    Own() {
      super("Slow", "1.0", "takes its time");
      put("MessageDigest.SLOW", Digest.class.getName());
      put("Signature.SLOW", Signing.class.getName());
      put("KeyStore.SLOW", Store.class.getName());
      put("KeyFactory.SLOW", Keys.class.getName());
      put("CertificateFactory.SLOW", Certificates.class.getName());
    }
  }

  private static Object round() throws Exception {
    byte[] text = "the quick brown fox".getBytes();
    MessageDigest digest = MessageDigest.getInstance("SLOW");
    digest.update(text);
    byte[] sum = digest.digest();
    KeyFactory keys = KeyFactory.getInstance("SLOW");
    PublicKey key = keys.generatePublic(new X509EncodedKeySpec(new byte[] {42}));
    Signature signature = Signature.getInstance("SLOW");
    signature.initSign((PrivateKey) keys.translateKey(key));
    signature.update(text);
    byte[] signed = signature.sign();
    signature.initVerify(key);
    signature.update(text);
    KeyStore store = KeyStore.getInstance("SLOW");
    store.load(null, null);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.store(out, new char[0]);
    store.load(new ByteArrayInputStream(out.toByteArray()), null);
    int certificates = CertificateFactory.getInstance("SLOW").generateCertificates(new ByteArrayInputStream(text)).size();
    return sum[0] + " " + sum[1] + " " + signature.verify(signed) + " " + store.size() + " " + store.containsAlias("none") + " " + certificates;
  }

  public static void main(String[] args) throws Exception {
    Security.addProvider(new Own());
    Rounds.equal(args, "services", SlowProviders::round);
  }
}
