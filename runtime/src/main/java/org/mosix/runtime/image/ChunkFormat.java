package org.mosix.runtime.image;

/** The sixteen bytes in front of every chunk: kind, number, payload length, CRC32C over these three and the payload. */
final class ChunkFormat {

  static final int HEADER = 16;
  static final int SMALLEST = 4096;

  /** Ordinary content. */
  static final int DATA = 0x4d6f5831;
  /** The writer begins anew: forget what was built. No payload. */
  static final int RESTART = 0x4d6f5832;
  /** Content, and the end of the image. */
  static final int LAST = 0x4d6f5833;
  /** The writer gave up. No payload. */
  static final int ABORT = 0x4d6f5834;

  private ChunkFormat() {}
}
