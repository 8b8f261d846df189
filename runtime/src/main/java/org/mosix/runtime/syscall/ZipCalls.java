package org.mosix.runtime.syscall;

/**
 * zlib's streams. Their native state cannot be read out, so it stays at home and every step is a call: slow, but a process can move in
 * the middle of one. Streams that the runtime itself uses are local.
 */
final class ZipCalls {

  static final String TABLE = """
      class java.util.zip.Inflater
      STATE init (Z)J val = handle
      STATE end (J)V handle
      STATE reset (J)V handle
      STATE getAdler (J)I handle
      STATE setDictionary (J[BII)V handle in off val
      STATE setDictionaryBuffer (JJI)V handle mem-in val
      STATE inflateBytesBytes (J[BII[BII)J zip handle in off val out-zip off val
      STATE inflateBytesBuffer (J[BIIJI)J zip handle in off val mem-out-zip val
      STATE inflateBufferBytes (JJI[BII)J zip handle mem-in val out-zip off val
      STATE inflateBufferBuffer (JJIJI)J zip handle mem-in val mem-out-zip val

      class java.util.zip.Deflater
      STATE init (IIZ)J val val val = handle
      STATE end (J)V handle
      STATE reset (J)V handle
      STATE getAdler (J)I handle
      STATE setDictionary (J[BII)V handle in off val
      STATE setDictionaryBuffer (JJI)V handle mem-in val
      STATE deflateBytesBytes (J[BII[BIIII)J self handle in off val out-zip off val val val
      STATE deflateBytesBuffer (J[BIIJIII)J self handle in off val mem-out-zip val val val
      STATE deflateBufferBytes (JJI[BIIII)J self handle mem-in val out-zip off val val val
      STATE deflateBufferBuffer (JJIJIII)J self handle mem-in val mem-out-zip val val val
      """;

  private ZipCalls() {}
}
