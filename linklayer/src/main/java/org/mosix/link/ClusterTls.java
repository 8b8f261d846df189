package org.mosix.link;

import io.netty.channel.ChannelHandler;
import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** TLS 1.3 between members of a cluster: both ends must show a certificate of its authority. The two ways understand each other. */
abstract class ClusterTls {

  /** With certificate and private key of this member. */
  static ClusterTls of(X509Certificate authority, X509Certificate certificate, PrivateKey key) throws IOException {
    ClusterTrust trust = new ClusterTrust(authority, certificate);
    return NativeTls.isThere() ? new NativeTls(trust, certificate, key) : new JdkTls(trust, new NodeKeyManager(key, certificate));
  }

  /** For the accepting end of a connection: a client certificate of this cluster is required. */
  abstract ChannelHandler server();

  /** For the connecting end: the server's certificate must be of this cluster. */
  abstract ChannelHandler client();
}
