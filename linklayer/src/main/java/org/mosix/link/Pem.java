package org.mosix.link;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Reads the two kinds of PEM files of a cluster key (RFC 7468): a certificate, and a private key in PKCS #8. */
final class Pem {

  private Pem() {}

  static X509Certificate certificate(Path file) throws IOException {
    byte[] der = body(file, "CERTIFICATE");
    try {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    } catch (GeneralSecurityException e) {
      throw new IOException(file + ": not a certificate: " + e.getMessage(), e);
    }
  }

  static PrivateKey ecKey(Path file) throws IOException {
    byte[] der = body(file, "PRIVATE KEY");
    try {
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException e) {
      throw new IOException(file + ": not an EC private key in PKCS #8: " + e.getMessage(), e);
    }
  }

  private static byte[] body(Path file, String label) throws IOException {
    String text = Files.readString(file);
    String begin = "-----BEGIN " + label + "-----";
    String end = "-----END " + label + "-----";
    int from = text.indexOf(begin);
    int to = text.indexOf(end);
    if (from < 0 || to < from) {
      throw new IOException(file + ": no " + begin + " (expected: a file made by mosctl keygen)");
    }
    try {
      return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to).strip());
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": damaged Base64: " + e.getMessage(), e);
    }
  }
}
