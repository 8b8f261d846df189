package org.mosix.link;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Who is a member: who shows a certificate of the cluster's authority, and has its private key, which the handshake finds out. That is
 * almost always the very certificate that this node has, for which nothing has to be computed by code that has not been compiled yet.
 */
final class ClusterTrust extends X509ExtendedTrustManager {

  private final X509Certificate authority;
  private final X509Certificate own;
  private X509ExtendedTrustManager others;

  ClusterTrust(X509Certificate authority, X509Certificate own) {
    this.authority = authority;
    this.own = own;
  }

  /** True for the certificate that this node has itself, while it is valid. */
  private boolean isOwn(X509Certificate[] chain) throws CertificateException {
    if (chain.length == 0 || !chain[0].equals(own)) {
      return false;
    }
    own.checkValidity();
    return true;
  }

  private synchronized X509ExtendedTrustManager others() throws CertificateException {
    if (others == null) {
      try {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("authority", authority);
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        others = (X509ExtendedTrustManager) factory.getTrustManagers()[0];
      } catch (GeneralSecurityException | IOException e) {
        throw new CertificateException("certificates cannot be checked: " + e.getMessage(), e);
      }
    }
    return others;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    if (!isOwn(chain)) {
      others().checkClientTrusted(chain, type);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
    checkClientTrusted(chain, type);
  }

  /** Members may stand anywhere: names of hosts are not compared. */
  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    if (!isOwn(chain)) {
      others().checkServerTrusted(chain, type);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
    checkServerTrusted(chain, type);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
    checkServerTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[] {authority};
  }
}
