package org.mosix.link;

import io.netty.channel.ChannelHandler;
import io.netty.internal.tcnative.SSL;
import io.netty.internal.tcnative.SSLContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.SSLException;

/**
 * By BoringSSL, as Netty brings it along. A JVM that has just started needs half a second of two processors for a handshake of the JDK: it loads
 * seven hundred classes, and compiles their arithmetic. Netty's own engine for this library looks at all that the JDK can do first, and takes as
 * long; so the library is called from here ({@link NativeTlsHandler}).
 */
final class NativeTls extends ClusterTls {

  /** A node's certificate and that of the authority. */
  private static final int DEPTH = 2;

  // For as long as the JVM runs, as keys are.
  private final long context;
  private final long chain;
  private final long own;
  private final NativeTlsVerifier verifier;

  NativeTls(ClusterTrust trust, X509Certificate certificate, PrivateKey key) throws IOException {
    try {
      context = SSLContext.make(SSL.SSL_PROTOCOL_TLSV1_3, SSL.SSL_MODE_COMBINED);
      SSLContext.setOptions(context, SSL.SSL_OP_NO_TICKET);
      SSLContext.setSessionCacheMode(context, SSL.SSL_SESS_CACHE_OFF);
      SSLContext.setVerify(context, SSL.SSL_CVERIFY_REQUIRED, DEPTH);
      verifier = new NativeTlsVerifier(trust, certificate);
      SSLContext.setCertVerifyCallback(context, verifier);
      chain = parsed("CERTIFICATE", certificate.getEncoded(), SSL::parseX509Chain);
      own = parsed("PRIVATE KEY", key.getEncoded(), bio -> SSL.parsePrivateKey(bio, null));
    } catch (Exception e) {
      throw new IOException("no TLS 1.3 with this cluster key: " + e.getMessage(), e);
    }
  }

  /** That of the key; null if this JVM has none. */
  static NativeTls of(ClusterKey key) throws IOException {
    return key.tls() instanceof NativeTls tls ? tls : null;
  }

  /** Whether the library is there for this processor, and can be loaded. */
  static boolean isThere() {
    return TlsLibrary.isLoaded();
  }

  private interface Parser {
    long parse(long bio) throws Exception;
  }

  private static long parsed(String what, byte[] bytes, Parser parser) throws Exception {
    long bio = memory(pem(what, bytes));
    try {
      return parser.parse(bio);
    } finally {
      SSL.freeBIO(bio);
    }
  }

  private static byte[] pem(String what, byte[] bytes) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return ("-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n").getBytes(StandardCharsets.US_ASCII);
  }

  private static long memory(byte[] bytes) throws Exception {
    ByteBuffer copy = ByteBuffer.allocateDirect(bytes.length).put(0, bytes);
    long bio = SSL.newMemBIO();
    try {
      if (SSL.bioWrite(bio, NativeTlsConnection.address(copy), bytes.length) != bytes.length) {
        SSL.freeBIO(bio);
        throw new IOException(SSL.getLastError());
      }
      return bio;
    } finally {
      copy.put(0, new byte[bytes.length]);
    }
  }

  @Override
  ChannelHandler server() {
    return new NativeTlsHandler(() -> connection(true), true);
  }

  @Override
  ChannelHandler client() {
    return new NativeTlsHandler(() -> connection(false), false);
  }

  /** To be closed. */
  NativeTlsConnection connection(boolean isServer) throws SSLException {
    long ssl = SSL.newSSL(context, isServer);
    try {
      SSL.setKeyMaterial(ssl, chain, own);
      return new NativeTlsConnection(ssl, verifier);
    } catch (Exception e) {
      SSL.freeSSL(ssl);
      throw new SSLException("the cluster key cannot be used: " + e.getMessage(), e);
    }
  }
}
