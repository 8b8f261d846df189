package org.mosix.runtime.move;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.mosix.runtime.image.ChunkSink;
import org.mosix.runtime.image.ChunkSource;

/**
 * What goes before the image on its stream: the classes that were loaded or initialised since the target was sent the others, and where
 * the threads stopped. It needs no answer of its own: every answer costs a frozen process a way over the link and back.
 */
record Foreword(byte[] classes, byte[] places) {

  private static final int LONGEST = 1 << 30;

  /** A first chunk with the two lengths, then as many as it takes. */
  void write(ChunkSink sink) throws IOException {
    ByteBuffer lengths = sink.next();
    lengths.putInt(classes.length).putInt(places.length);
    sink.send(lengths.flip());
    write(classes, sink);
    write(places, sink);
  }

  private static void write(byte[] bytes, ChunkSink sink) throws IOException {
    for (int at = 0; at < bytes.length;) {
      ByteBuffer chunk = sink.next();
      int part = Math.min(chunk.remaining(), bytes.length - at);
      sink.send(chunk.put(bytes, at, part).flip());
      at += part;
    }
  }

  static Foreword read(ChunkSource source) throws IOException {
    ByteBuffer lengths = take(source);
    if (lengths.remaining() != 2 * Integer.BYTES) {
      throw new IOException("foreword of an image: " + lengths.remaining() + " bytes (expected: two lengths)");
    }
    int classes = length(lengths.getInt());
    int places = length(lengths.getInt());
    source.release(lengths);
    return new Foreword(read(classes, source), read(places, source));
  }

  private static int length(int length) throws IOException {
    if (length < 0 || length > LONGEST) {
      throw new IOException("foreword of an image: part of " + length + " bytes (expected: 0 to " + LONGEST + ")");
    }
    return length;
  }

  private static byte[] read(int length, ChunkSource source) throws IOException {
    byte[] bytes = new byte[length];
    for (int at = 0; at < length;) {
      ByteBuffer chunk = take(source);
      int part = chunk.remaining();
      if (part > length - at) {
        throw new IOException("foreword of an image: chunk of " + part + " bytes (expected: at most " + (length - at) + ")");
      }
      chunk.get(bytes, at, part);
      source.release(chunk);
      at += part;
    }
    return bytes;
  }

  private static ByteBuffer take(ChunkSource source) throws IOException {
    ByteBuffer chunk = source.take();
    if (chunk == null) {
      throw new IOException("foreword of an image: the stream ended");
    }
    return chunk;
  }
}
