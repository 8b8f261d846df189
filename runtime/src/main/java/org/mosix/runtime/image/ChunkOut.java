package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Puts values into chunks. A value never straddles two chunks; only bulk data does. */
final class ChunkOut {

  private static final long ADDRESS = Raw.offset(Buffer.class, "address");

  /** Objects had moved: what was put since the last chunk may be wrong, and the image begins anew. */
  static final class Stale extends IOException {
    private static final long serialVersionUID = 1L;

    Stale() {
      super("objects have moved");
    }
  }

  private final ChunkSink sink;
  private ObjectIds source;
  private final CRC32C crc = new CRC32C();
  private ByteBuffer buffer;
  private int start;
  private long base;
  private long pos;
  private long end;
  private int number;
  private long sent;

  ChunkOut(ChunkSink sink) {
    this.sink = sink;
  }

  /** Asked before each chunk is sent whether its content is right. */
  void source(ObjectIds ids) {
    source = ids;
  }

  private void open() throws IOException {
    buffer = sink.next();
    if (!buffer.isDirect() || buffer.remaining() < ChunkFormat.SMALLEST) {
      throw new IllegalArgumentException("chunk: " + buffer + " (expected: direct, at least " + ChunkFormat.SMALLEST + " bytes)");
    }
    start = buffer.position();
    base = U.getLong(buffer, ADDRESS) + start;
    pos = base + ChunkFormat.HEADER;
    end = base + buffer.remaining();
  }

  private void close(int kind) throws IOException {
    if (buffer == null) {
      open();
    }
    if (source != null && source.stale() && (kind == ChunkFormat.DATA || kind == ChunkFormat.LAST)) {
      throw new Stale();
    }
    int length = (int) (pos - base) - ChunkFormat.HEADER;
    U.putInt(base, kind);
    U.putInt(base + 4, number++);
    U.putInt(base + 8, length);
    buffer.limit(start + ChunkFormat.HEADER + length);
    U.putInt(base + 12, checksum(crc, buffer, start));
    buffer.position(start);
    sent += ChunkFormat.HEADER + length;
    ByteBuffer full = buffer;
    buffer = null;
    pos = 0;
    end = 0;
    sink.send(full);
  }

  static int checksum(CRC32C crc, ByteBuffer chunk, int start) {
    crc.reset();
    int limit = chunk.limit();
    chunk.limit(start + 12).position(start);
    crc.update(chunk);
    chunk.limit(limit).position(start + ChunkFormat.HEADER);
    crc.update(chunk);
    return (int) crc.getValue();
  }

  /** Called between values: an empty chunk is opened when fewer than {@code bytes} are left. */
  private void room(int bytes) throws IOException {
    if (buffer != null) {
      close(ChunkFormat.DATA);
    }
    open();
  }

  void putByte(int value) throws IOException {
    if (end - pos < 1) {
      room(1);
    }
    U.putByte(pos, (byte) value);
    pos += 1;
  }

  void putShort(int value) throws IOException {
    if (end - pos < 2) {
      room(2);
    }
    U.putShortUnaligned(null, pos, (short) value);
    pos += 2;
  }

  void putInt(int value) throws IOException {
    if (end - pos < 4) {
      room(4);
    }
    U.putInt(pos, value);
    pos += 4;
  }

  void putLong(long value) throws IOException {
    if (end - pos < 8) {
      room(8);
    }
    U.putLong(pos, value);
    pos += 8;
  }

  /** Where {@code bytes} (at most 1,024) may be written directly; {@link #advance} follows. */
  long reserve(int bytes) throws IOException {
    if (end - pos < bytes) {
      room(bytes);
    }
    return pos;
  }

  void advance(long to) {
    pos = to;
  }

  /** Copies {@code bytes} from {@code offset} of {@code holder} (null: from that address), over as many chunks as it takes. */
  void bulk(Object holder, long offset, long bytes) throws IOException {
    while (bytes > 0) {
      if (pos == end) {
        room(1);
      }
      long n = Math.min(bytes, end - pos);
      U.copyMemory(holder, offset, null, pos, n);
      pos += n;
      offset += n;
      bytes -= n;
    }
  }

  void restart() throws IOException {
    signal(ChunkFormat.RESTART);
    sent = 0;
  }

  void abort() throws IOException {
    signal(ChunkFormat.ABORT);
  }

  private void signal(int kind) throws IOException {
    if (buffer != null) {
      pos = base + ChunkFormat.HEADER;
    }
    close(kind);
  }

  void finish() throws IOException {
    close(ChunkFormat.LAST);
  }

  long bytesSent() {
    return sent;
  }
}
