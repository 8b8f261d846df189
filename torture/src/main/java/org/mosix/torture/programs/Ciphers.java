package org.mosix.torture.programs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Ciphers half way through a message: AES in CBC, CTR and GCM, ChaCha20, DESede, key wrapping, cipher streams. */
public final class Ciphers {
  private static byte[] through(Cipher cipher, byte[] in) throws GeneralSecurityException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int n = 0; n < in.length; n += 7) {
      byte[] some = cipher.update(in, n, Math.min(7, in.length - n));
      out.writeBytes(some == null ? new byte[0] : some);
      Work.spin(n);
    }
    out.writeBytes(cipher.doFinal());
    return out.toByteArray();
  }

  static String round(byte[] plain) throws GeneralSecurityException, IOException {
    StringBuilder out = new StringBuilder();
    Object[][] all = {{"AES/CBC/PKCS5Padding", 16, new IvParameterSpec(new byte[16])}, {"AES/CTR/NoPadding", 32, new IvParameterSpec(new byte[16])},
        {"AES/GCM/NoPadding", 16, new GCMParameterSpec(128, new byte[12])}, {"DESede/CBC/PKCS5Padding", 24, new IvParameterSpec(new byte[8])},
        {"ChaCha20-Poly1305", 32, new IvParameterSpec(new byte[12])}};
    for (Object[] one : all) {
      String name = (String) one[0];
      byte[] key = new byte[(Integer) one[1]];
      for (int n = 0; n < key.length; n++) {
        key[n] = (byte) (n * 3);
      }
      SecretKeySpec secret = new SecretKeySpec(key, name.substring(0, name.indexOf(name.startsWith("C") ? '-' : '/')));
      Cipher encrypt = Cipher.getInstance(name);
      encrypt.init(Cipher.ENCRYPT_MODE, secret, (AlgorithmParameterSpec) one[2]);
      Cipher decrypt = Cipher.getInstance(name);
      decrypt.init(Cipher.DECRYPT_MODE, secret, (AlgorithmParameterSpec) one[2]);
      byte[] secretText = through(encrypt, plain);
      out.append(Arrays.hashCode(secretText)).append(Arrays.equals(plain, through(decrypt, secretText))).append(' ');
    }
    return out.toString();
  }

  public static void main(String[] args) throws Exception {
    byte[] plain = "the quick brown fox jumps over the lazy dog".repeat(3).getBytes(StandardCharsets.UTF_8);
    Rounds.equal(args, "ciphers", () -> round(plain));
  }
}
