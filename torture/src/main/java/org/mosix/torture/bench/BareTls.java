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

  static SslContext server(Path key) throws SSLException {
    return SslContextBuilder.forServer(key.resolve(ClusterKey.CERTIFICATE).toFile(), key.resolve(ClusterKey.PRIVATE).toFile())
        .trustManager(key.resolve(ClusterKey.AUTHORITY).toFile()).clientAuth(ClientAuth.NONE)
        .sslProvider(SslProvider.JDK).protocols(PROTOCOL).ciphers(CIPHERS).build();
  }

  static SslContext client(Path key) throws SSLException {
    return SslContextBuilder.forClient().trustManager(key.resolve(ClusterKey.AUTHORITY).toFile())
        .sslProvider(SslProvider.JDK).protocols(PROTOCOL).ciphers(CIPHERS).endpointIdentificationAlgorithm(null).build();
  }

  /** For the JDK's own sockets. */
  static SSLContext plain(SslContext context) {
    return ((JdkSslContext) context).context();
  }
}
