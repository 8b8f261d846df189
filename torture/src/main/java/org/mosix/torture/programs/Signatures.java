package org.mosix.torture.programs;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import javax.crypto.KeyAgreement;

/** Key pairs made and kept, signatures updated little by little and verified, key agreement, key factories and encodings. */
public final class Signatures {
  static String round(KeyPair rsa, KeyPair curve) throws GeneralSecurityException {
    StringBuilder out = new StringBuilder();
    for (KeyPair pair : List.of(rsa, curve)) {
      Signature sign = Signature.getInstance(pair == rsa ? "SHA256withRSA" : "SHA256withECDSA");
      sign.initSign(pair.getPrivate());
      Signature verify = Signature.getInstance(sign.getAlgorithm());
      verify.initVerify(KeyFactory.getInstance(pair.getPublic().getAlgorithm()).generatePublic(new X509EncodedKeySpec(pair.getPublic().getEncoded())));
      for (int n = 0; n < 10; n++) {
        sign.update((byte) n);
        verify.update((byte) n);
        Work.spin(n);
      }
      out.append(verify.verify(sign.sign()));
      verify.update((byte) 1);
      sign.update((byte) 2);
      out.append(verify.verify(sign.sign()));
    }
    KeyPair other = KeyPairGenerator.getInstance("X25519").generateKeyPair();
    KeyPair mine = KeyPairGenerator.getInstance("X25519").generateKeyPair();
    return out.append(Arrays.equals(agree(mine, other), agree(other, mine))).toString();
  }

  private static byte[] agree(KeyPair mine, KeyPair other) throws GeneralSecurityException {
    KeyAgreement agreement = KeyAgreement.getInstance("X25519");
    agreement.init(mine.getPrivate());
    agreement.doPhase(other.getPublic(), true);
    return agreement.generateSecret();
  }

  public static void main(String[] args) throws Exception {
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(1024);
    KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
    curve.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair first = rsa.generateKeyPair();
    KeyPair second = curve.generateKeyPair();
    Rounds.equal(args, "signatures", () -> round(first, second));
  }
}
