package org.mosix.torture.programs;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Message digests and Macs fed little by little, cloned half way, over streams; every algorithm of the JDK's providers. */
public final class Digests {
  static String round() throws Exception {
    StringBuilder out = new StringBuilder();
    byte[] part = "part of a message ".getBytes(StandardCharsets.UTF_8);
    for (String name : new String[] {"MD5", "SHA-1", "SHA-256", "SHA-512", "SHA3-256"}) {
      MessageDigest digest = MessageDigest.getInstance(name);
      for (int n = 0; n < 20; n++) {
        digest.update(part, 0, 1 + n % part.length);
        Work.spin(n);
      }
      MessageDigest half = (MessageDigest) digest.clone();
      digest.update(part);
      out.append(HexFormat.of().formatHex(half.digest(part), 0, 4));
      half.update(part);
      out.append(HexFormat.of().formatHex(digest.digest(), 0, 4)).append(' ');
    }
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(part, "HmacSHA256"));
    for (int n = 0; n < 20; n++) {
      mac.update(part);
      Work.spin(n);
    }
    DigestInputStream in = new DigestInputStream(new ByteArrayInputStream(new byte[1_000]), MessageDigest.getInstance("SHA-224"));
    in.readAllBytes();
    return out.append(HexFormat.of().formatHex(mac.doFinal())).append(HexFormat.of().formatHex(in.getMessageDigest().digest())).toString();
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "digests", () -> round());
  }
}
