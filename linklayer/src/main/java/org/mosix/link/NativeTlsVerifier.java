package org.mosix.link;

import io.netty.internal.tcnative.CertificateVerifier;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asked by the library in handshakes, in the thread that goes on with them. The node's own certificate is known by its bytes: a program that
 * has moved in may have other ideas of what reads certificates.
 */
final class NativeTlsVerifier extends CertificateVerifier {

  private final ClusterTrust trust;
  private final X509Certificate own;
  private final byte[] ownBytes;
  private final Map<Long, Throwable> refusals = new ConcurrentHashMap<>();

  NativeTlsVerifier(ClusterTrust trust, X509Certificate own) throws CertificateEncodingException {
    this.trust = trust;
    this.own = own;
    this.ownBytes = own.getEncoded();
  }

  /** Why the other end of this connection was refused; null if it was not, or that has been told. */
  Throwable takeRefusal(long ssl) {
    return refusals.remove(ssl);
  }

  @Override
  public int verify(long ssl, byte[][] encoded, String type) {
    try {
      // As of a client: the other end's host name does not matter, and what one may do the other may.
      trust.checkClientTrusted(certificates(encoded), "UNKNOWN");
      return X509_V_OK;
    } catch (Throwable e) {
      // Errors, too: the caller is native code, which would forget them. They are thrown when it has returned.
      refusals.put(ssl, e);
      return X509_V_ERR_CERT_REJECTED;
    }
  }

  private X509Certificate[] certificates(byte[][] encoded) throws CertificateException {
    if (encoded.length > 0 && Arrays.equals(encoded[0], ownBytes)) {
      return new X509Certificate[] {own};
    }
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    X509Certificate[] chain = new X509Certificate[encoded.length];
    for (int i = 0; i < chain.length; i++) {
      chain[i] = (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(encoded[i]));
    }
    return chain;
  }
}
