package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Takes values out of chunks, each verified before anything in it is believed. */
final class ChunkIn {

  /** The writer began anew. Thrown from deep inside the building of objects, so it costs no stack trace. */
  static final class Restarted extends IOException {
    private static final long serialVersionUID = 1L;

    Restarted() {
      super("the writer began anew");
    }

    @Override
    public Throwable fillInStackTrace() {
      return this;
    }
  }

  private static final long ADDRESS = Raw.offset(Buffer.class, "address");

  private final ChunkSource source;
  private final CRC32C crc = new CRC32C();
  private ByteBuffer chunk;
  private long base;
  private long pos;
  private long end;
  private int number;
  private boolean last;
  private long before;

  ChunkIn(ChunkSource source) {
    this.source = source;
  }

  /** Offset in the image, in bytes, of the next value. */
  long offset() {
    return before + (pos - base);
  }

  ImageException damaged(String what) {
    return new ImageException("image damaged at byte " + offset() + ": " + what);
  }

  void release() {
    if (chunk != null) {
      ByteBuffer done = chunk;
      chunk = null;
      source.release(done);
    }
  }

  long bytes() {
    return offset();
  }

  private void next() throws IOException {
    if (last) {
      throw damaged("ends too early (expected: more values after the last chunk)");
    }
    before += pos - base;
    release();
    pos = end = base = 0;
    chunk = source.take();
    if (chunk == null) {
      throw damaged("ends after chunk " + (number - 1) + " (expected: a last chunk)");
    }
    verify();
  }

  private void verify() throws IOException {
    int start = chunk.position();
    int size = chunk.remaining();
    if (!chunk.isDirect() || size < ChunkFormat.HEADER) {
      throw damaged("chunk " + number + " has " + size + " bytes (expected: a direct buffer, at least " + ChunkFormat.HEADER + ")");
    }
    base = U.getLong(chunk, ADDRESS) + start;
    int kind = U.getInt(base);
    int seen = U.getInt(base + 4);
    int length = U.getInt(base + 8);
    if (seen != number || length != size - ChunkFormat.HEADER) {
      throw damaged("chunk " + seen + " of " + length + " bytes (expected: chunk " + number + " of " + (size - ChunkFormat.HEADER) + ")");
    }
    int crcOfContent = ChunkOut.checksum(crc, chunk, start);
    if (crcOfContent != U.getInt(base + 12)) {
      throw damaged("chunk " + number + " has checksum " + Integer.toHexString(crcOfContent) + " (expected: "
          + Integer.toHexString(U.getInt(base + 12)) + ")");
    }
    number++;
    pos = base + ChunkFormat.HEADER;
    end = base + size;
    accept(kind);
  }

  private void accept(int kind) throws IOException {
    switch (kind) {
      case ChunkFormat.DATA:
        break;
      case ChunkFormat.LAST:
        last = true;
        break;
      case ChunkFormat.RESTART:
        throw new Restarted();
      case ChunkFormat.ABORT:
        throw new ImageException("the writer gave up");
      default:
        throw damaged("chunk kind " + Integer.toHexString(kind) + " (expected: " + Integer.toHexString(ChunkFormat.DATA) + " or a neighbour)");
    }
  }

  private void room(int bytes) throws IOException {
    while (pos == end) {
      next();
    }
    if (end - pos < bytes) {
      throw damaged((end - pos) + " bytes left in the chunk (expected: " + bytes + ")");
    }
  }

  byte getByte() throws IOException {
    if (end - pos < 1) {
      room(1);
    }
    return U.getByte(pos++);
  }

  short getShort() throws IOException {
    if (end - pos < 2) {
      room(2);
    }
    short value = U.getShortUnaligned(null, pos);
    pos += 2;
    return value;
  }

  int getInt() throws IOException {
    if (end - pos < 4) {
      room(4);
    }
    int value = U.getInt(pos);
    pos += 4;
    return value;
  }

  long getLong() throws IOException {
    if (end - pos < 8) {
      room(8);
    }
    long value = U.getLong(pos);
    pos += 8;
    return value;
  }

  /** The address of the next {@code bytes}, written with {@link ChunkOut#reserve}; {@link #advance} follows. */
  long reserve(int bytes) throws IOException {
    if (end - pos < bytes) {
      room(bytes);
    }
    return pos;
  }

  void advance(long to) {
    pos = to;
  }

  /** Fills {@code bytes} from {@code offset} of {@code holder} (null: at that address). */
  void bulk(Object holder, long offset, long bytes) throws IOException {
    while (bytes > 0) {
      if (pos == end) {
        room(1);
      }
      long n = Math.min(bytes, end - pos);
      U.copyMemory(null, pos, holder, offset, n);
      pos += n;
      offset += n;
      bytes -= n;
    }
  }

  /** The image begins anew with the next chunk. */
  void restarted() {
    release();
    pos = end = base = before = 0;
  }

  /** Nothing may follow. */
  void finish() throws IOException {
    while (pos == end && !last) {
      next();
    }
    if (pos != end) {
      throw damaged((end - pos) + " bytes left over (expected: the end)");
    }
  }
}
