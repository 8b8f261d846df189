package org.mosix.link;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Membership of a cluster: a certificate of the cluster's own authority and its private key. Both ends of every connection between nodes
 * show such a certificate; host names are not compared, because whoever has the key may stand anywhere.
 *
 * <p>A key directory holds {@value #AUTHORITY} and {@value #CERTIFICATE}, which are public, and {@value #PRIVATE}, which nobody but the
 * owner may read.
 */
public final class ClusterKey {

  public static final String AUTHORITY = "ca.pem";
  public static final String CERTIFICATE = "node.pem";
  public static final String PRIVATE = "node.key";

  private final X509Certificate authority;
  private final X509Certificate certificate;
  private final PrivateKey privateKey;
  private ClusterTls tls;

  private ClusterKey(X509Certificate authority, X509Certificate certificate, PrivateKey privateKey) {
    this.authority = authority;
    this.certificate = certificate;
    this.privateKey = privateKey;
  }

  /** True if {@code directory} holds a key, whether usable or not. */
  public static boolean exists(Path directory) {
    return Files.exists(directory.resolve(PRIVATE));
  }

  /**
   * Reads the key in {@code directory}.
   *
   * @throws IOException if a file is missing, damaged, or the private key is open to others; says what to do
   */
  public static ClusterKey load(Path directory) throws IOException {
    for (String name : List.of(AUTHORITY, CERTIFICATE, PRIVATE)) {
      if (!Files.isReadable(directory.resolve(name))) {
        throw new IOException("no cluster key in " + directory + ": cannot read " + name
            + " (expected: the files made by `mosctl keygen DIR`, the same on every node)");
      }
    }
    requirePrivate(directory.resolve(PRIVATE));
    return new ClusterKey(Pem.certificate(directory.resolve(AUTHORITY)), Pem.certificate(directory.resolve(CERTIFICATE)),
        Pem.ecKey(directory.resolve(PRIVATE)));
  }

  /** Whether {@code directory} holds this key; false, too, if it cannot be read. */
  public boolean isIn(Path directory) {
    try {
      return load(directory).certificate.equals(certificate);
    } catch (IOException e) {
      return false;
    }
  }

  private static void requirePrivate(Path file) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    for (PosixFilePermission permission : permissions) {
      if (!permission.name().startsWith("OWNER_")) {
        throw new IOException(file + " is open to others: " + permission + " (expected: mode 0600; run chmod 600 " + file + ")");
      }
    }
  }

  /**
   * A secret that all members of the cluster have and nobody else, for one purpose: HMAC-SHA256 of the purpose under the nodes' private key.
   *
   * @return 32 bytes
   */
  public byte[] derive(String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(privateKey.getEncoded(), "HmacSHA256"));
      return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every Java", e);
    }
  }

  /** TLS for links between members. */
  synchronized ClusterTls tls() throws IOException {
    if (tls == null) {
      tls = ClusterTls.of(authority, certificate, privateKey);
    }
    return tls;
  }
}
