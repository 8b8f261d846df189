package org.mosix.link;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes a cluster: an authority (EC, P-256) and a certificate of it for the nodes, as {@link ClusterKey} reads them. The authority's own
 * private key, {@value #AUTHORITY_PRIVATE}, is needed by no node; it is there for those who want a certificate per node.
 */
public final class ClusterKeyMaker {

  public static final String AUTHORITY_PRIVATE = "ca.key";

  private static final Duration VALID = Duration.ofDays(20 * 365);
  /** Clocks of nodes may differ; a fresh key must work everywhere at once. */
  private static final Duration CLOCK_DIFFERENCE = Duration.ofDays(2);
  private static final List<String> FILES =
      List.of(ClusterKey.AUTHORITY, AUTHORITY_PRIVATE, ClusterKey.CERTIFICATE, ClusterKey.PRIVATE);

  private final SecureRandom random = new SecureRandom();

  /**
   * Makes a new cluster in {@code directory}, which need not exist. The directory gets mode 0700, the files 0600.
   *
   * @throws FileAlreadyExistsException if there is a key already: losing it would cut every node off
   */
  public void make(Path directory) throws IOException {
    for (String name : FILES) {
      if (Files.exists(directory.resolve(name))) {
        throw new FileAlreadyExistsException(directory.resolve(name).toString(), null, "exists (expected: a directory without a cluster key)");
      }
    }
    if (!Files.exists(directory)) {
      Files.createDirectories(directory.toAbsolutePath().getParent());
      Files.createDirectory(directory, mode("rwx------"));
    }
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    write(directory);
  }

  /**
   * Makes a new cluster in {@code directory} unless there is one. Several daemons may do so at once: all end up with the same key.
   *
   * @return true if this call made it
   */
  public boolean makeIfAbsent(Path directory) throws IOException {
    if (ClusterKey.exists(directory)) {
      return false;
    }
    Path parent = directory.toAbsolutePath().getParent();
    Files.createDirectories(parent);
    Path fresh = Files.createTempDirectory(parent, ".key", mode("rwx------"));
    write(fresh);
    try {
      Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (IOException e) {
      discard(fresh);
      if (ClusterKey.exists(directory)) {
        return false;
      }
      throw new IOException("cannot make a cluster key in " + directory + ": " + e.getMessage(), e);
    }
  }

  private static void discard(Path directory) throws IOException {
    for (String name : FILES) {
      Files.deleteIfExists(directory.resolve(name));
    }
    Files.delete(directory);
  }

  private void write(Path directory) throws IOException {
    try {
      KeyPair authority = newKey();
      KeyPair node = newKey();
      X500Name name = new X500Name("CN=mosix cluster " + HexFormat.of().formatHex(random.generateSeed(4)));
      X509Certificate root = sign(authorityCertificate(name, authority), authority.getPrivate());
      X509Certificate leaf = sign(nodeCertificate(root, node), authority.getPrivate());
      writePrivate(directory.resolve(ClusterKey.AUTHORITY), pem(root));
      writePrivate(directory.resolve(AUTHORITY_PRIVATE), pem(pkcs8(authority.getPrivate())));
      writePrivate(directory.resolve(ClusterKey.CERTIFICATE), pem(leaf));
      writePrivate(directory.resolve(ClusterKey.PRIVATE), pem(pkcs8(node.getPrivate())));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IOException("cannot make a cluster key with this JDK: " + e.getMessage(), e);
    }
  }

  private KeyPair newKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }

  private X509v3CertificateBuilder authorityCertificate(X500Name name, KeyPair key) throws IOException {
    Instant now = Instant.now();
    return new JcaX509v3CertificateBuilder(name, serial(), Date.from(now.minus(CLOCK_DIFFERENCE)), Date.from(now.plus(VALID)), name,
        key.getPublic())
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
  }

  private X509v3CertificateBuilder nodeCertificate(X509Certificate authority, KeyPair key) throws IOException {
    return new JcaX509v3CertificateBuilder(authority, serial(), authority.getNotBefore(), authority.getNotAfter(),
        new X500Name("CN=mosix node"), key.getPublic())
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
        .addExtension(Extension.extendedKeyUsage, false,
            new ExtendedKeyUsage(new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}));
  }

  private BigInteger serial() {
    return new BigInteger(120, random).add(BigInteger.ONE);
  }

  private static X509Certificate sign(X509v3CertificateBuilder certificate, PrivateKey by)
      throws OperatorCreationException, GeneralSecurityException {
    return new JcaX509CertificateConverter().getCertificate(certificate.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by)));
  }

  private static JcaPKCS8Generator pkcs8(PrivateKey key) throws IOException {
    return new JcaPKCS8Generator(key, null);
  }

  private static String pem(Object content) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(content);
    }
    return text.toString();
  }

  private static void writePrivate(Path file, String text) throws IOException {
    Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = Files.newByteChannel(file, options, mode("rw-------"))) {
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> mode(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }
}
