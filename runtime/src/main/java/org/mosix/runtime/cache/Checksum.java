package org.mosix.runtime.cache;

import java.util.zip.CRC32;

/** CRC-32: computed by the processor in interpreted code too, unlike CRC-32C, whose class fills its tables first. */
final class Checksum {

  private Checksum() {}

  static int of(byte[] bytes, int from) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, bytes.length - from);
    return (int) crc.getValue();
  }

  static int of(byte[] bytes) {
    return of(bytes, 0);
  }
}
