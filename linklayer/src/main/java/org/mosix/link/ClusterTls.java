package org.mosix.link;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * TLS 1.3 between members of a cluster: both ends must show a certificate of its authority. Made from the JDK's classes alone: Netty's
 * contexts first find out what the JDK can do, with key stores of their own, which takes a third of the time a guest needs to start.
 */
final class ClusterTls {

  private static final String[] PROTOCOLS = {"TLSv1.3"};

  /** AES-128 first: two thirds of the rounds of AES-256, and images of processes are hundreds of megabytes. */
  private static final String[] CIPHERS = {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"};

  private final SSLContext context;

  ClusterTls(X509Certificate authority, NodeKeyManager own) throws IOException {
    try {
      context = SSLContext.getInstance("TLSv1.3");
      context.init(new KeyManager[] {own}, trusting(authority), null);
    } catch (GeneralSecurityException e) {
      throw new IOException("no TLS 1.3 with this cluster key: " + e.getMessage(), e);
    }
  }

  private static TrustManager[] trusting(X509Certificate authority) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry("authority", authority);
    TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  /** The accepting end: a client certificate of this cluster is required. */
  SSLEngine server() {
    SSLEngine engine = engine();
    engine.setUseClientMode(false);
    engine.setNeedClientAuth(true);
    return engine;
  }

  /** The connecting end: the server's certificate must be of this cluster. */
  SSLEngine client() {
    SSLEngine engine = engine();
    engine.setUseClientMode(true);
    return engine;
  }

  private SSLEngine engine() {
    SSLEngine engine = context.createSSLEngine();
    engine.setEnabledProtocols(PROTOCOLS);
    engine.setEnabledCipherSuites(CIPHERS);
    return engine;
  }
}
