package org.mosix.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-128-GCM over the records of one stream in one direction. The nonce is the number of the record, so a record that is lost, repeated
 * or moved does not decrypt; a key serves one stream only, so no nonce comes twice.
 */
final class BulkCipher {

  /**
   * Plain bytes of a full record. HotSpot has AES-GCM in machine code only for methods that its second compiler has compiled; with
   * larger records these are called too seldom to get there within an image.
   */
  static final int RECORD = 64 << 10;

  static final int TAG = 16;

  private static final int NONCE = 12;
  private static final int WARM_UP_RECORDS = 10_000;
  private static final int WARM_UP_BYTES = 1024;

  private final Cipher cipher;
  private final int mode;
  private final SecretKeySpec key;
  private final byte[] nonce = new byte[NONCE];
  private long records;

  private BulkCipher(int mode, byte[] secret) {
    this.mode = mode;
    this.key = new SecretKeySpec(secret, "AES");
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no AES/GCM/NoPadding, which every JDK must have", e);
    }
  }

  static BulkCipher sealing(byte[] secret) {
    return new BulkCipher(Cipher.ENCRYPT_MODE, secret);
  }

  static BulkCipher opening(byte[] secret) {
    return new BulkCipher(Cipher.DECRYPT_MODE, secret);
  }

  /**
   * Seals or opens the next record.
   *
   * @param label bound to the record, not part of it
   * @return bytes written to {@code out}
   * @throws IOException if the record was not made with this key, number and label
   */
  int next(int label, byte[] in, int length, byte[] out) throws IOException {
    try {
      ByteBuffer.wrap(nonce).putLong(NONCE - Long.BYTES, records++);
      cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
      cipher.updateAAD(new byte[] {(byte) (label >> 24), (byte) (label >> 16), (byte) (label >> 8), (byte) label});
      return cipher.doFinal(in, 0, length, out);
    } catch (GeneralSecurityException e) {
      throw new IOException("bulk stream: record " + (records - 1) + " is damaged or not from who was offered it", e);
    }
  }

  /** Brings the code to full speed, about 0.1 s of one processor; without it the first 100 MB take a second. */
  static void warmUpSealing() throws IOException {
    BulkCipher cipher = sealing(new byte[BulkOffer.SECRET_BYTES]);
    byte[] plain = new byte[WARM_UP_BYTES];
    byte[] sealed = new byte[WARM_UP_BYTES + TAG];
    for (int i = 0; i < WARM_UP_RECORDS; i++) {
      cipher.next(i, plain, WARM_UP_BYTES, sealed);
    }
  }

  /** As {@link #warmUpSealing}; opens the same record again and again, as nobody has sealed thousands. */
  static void warmUpOpening() throws IOException {
    byte[] secret = new byte[BulkOffer.SECRET_BYTES];
    byte[] plain = new byte[WARM_UP_BYTES];
    byte[] sealed = new byte[WARM_UP_BYTES + TAG];
    int length = sealing(secret).next(0, plain, WARM_UP_BYTES, sealed);
    BulkCipher cipher = opening(secret);
    for (int i = 0; i < WARM_UP_RECORDS; i++) {
      cipher.records = 0;
      cipher.next(0, sealed, length, plain);
    }
  }
}
