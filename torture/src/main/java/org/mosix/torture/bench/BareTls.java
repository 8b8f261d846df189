package org.mosix.torture.bench;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.mosix.link.ClusterKey;

/** TLS as links have it (version, cipher, certificates of the cluster's key), with nothing around it. */
final class BareTls {

  private static final List<String> CIPHERS = List.of("TLS_AES_128_GCM_SHA256");
  private static final String PROTOCOL = "TLSv1.3";

  private BareTls() {}

  /** What Netty would take: the fastest it has. */
  static SslProvider netty() {
    return SslContext.defaultServerProvider();
  }

  static SslContext server(Path key, SslProvider provider) throws SSLException {
    return SslContextBuilder.forServer(key.resolve(ClusterKey.CERTIFICATE).toFile(), key.resolve(ClusterKey.PRIVATE).toFile())
        .trustManager(key.resolve(ClusterKey.AUTHORITY).toFile()).clientAuth(ClientAuth.NONE)
        .sslProvider(provider).protocols(PROTOCOL).ciphers(CIPHERS).build();
  }

  static SslContext client(Path key, SslProvider provider) throws SSLException {
    return SslContextBuilder.forClient().trustManager(key.resolve(ClusterKey.AUTHORITY).toFile())
        .sslProvider(provider).protocols(PROTOCOL).ciphers(CIPHERS).endpointIdentificationAlgorithm(null).build();
  }

  /** Of a context by the JDK: for its own sockets. */
  static SSLContext plain(SslContext context) {
    return ((JdkSslContext) context).context();
  }
}
