package org.mosix.link;

import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;

/**
 * By the JDK, where there is no {@link NativeTls}. Made from the JDK's classes alone: Netty's contexts first find out what the JDK can do,
 * with key stores of their own, which takes a third of the time a guest needs to start.
 */
final class JdkTls extends ClusterTls {

  private static final String[] PROTOCOLS = {"TLSv1.3"};

  /** AES-128 first: two thirds of the rounds of AES-256. */
  private static final String[] CIPHERS = {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"};

  private final SSLContext context;

  JdkTls(ClusterTrust trust, NodeKeyManager own) throws IOException {
    try {
      context = SSLContext.getInstance("TLSv1.3");
      context.init(new KeyManager[] {own}, new TrustManager[] {trust}, null);
    } catch (GeneralSecurityException e) {
      throw new IOException("no TLS 1.3 with this cluster key: " + e.getMessage(), e);
    }
  }

  @Override
  ChannelHandler server() {
    SSLEngine engine = engine();
    engine.setUseClientMode(false);
    engine.setNeedClientAuth(true);
    return new SslHandler(engine);
  }

  @Override
  ChannelHandler client() {
    SSLEngine engine = engine();
    engine.setUseClientMode(true);
    return new SslHandler(engine);
  }

  private SSLEngine engine() {
    SSLEngine engine = context.createSSLEngine();
    engine.setEnabledProtocols(PROTOCOLS);
    engine.setEnabledCipherSuites(CIPHERS);
    return engine;
  }
}
