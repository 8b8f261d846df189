package org.mosix.runtime.image;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** An image in a file: each chunk after its length. */
final class FileChunks implements ChunkSink, ChunkSource, Closeable {

  private static final int SIZE = 256 << 10;

  private final FileChannel file;
  private final ByteBuffer chunk = ByteBuffer.allocateDirect(SIZE).order(ByteOrder.nativeOrder());
  private final ByteBuffer length = ByteBuffer.allocateDirect(4).order(ByteOrder.nativeOrder());

  FileChunks(Path path, StandardOpenOption... options) throws IOException {
    file = FileChannel.open(path, options);
  }

  @Override
  public ByteBuffer next() {
    return chunk.clear();
  }

  @Override
  public void send(ByteBuffer full) throws IOException {
    length.clear().putInt(full.remaining()).flip();
    writeAll(length);
    writeAll(full);
  }

  private void writeAll(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      file.write(buffer);
    }
  }

  @Override
  public ByteBuffer take() throws IOException {
    length.clear();
    if (!readAll(length)) {
      return null;
    }
    chunk.clear().limit(length.flip().getInt());
    readAll(chunk);
    return chunk.flip();
  }

  private boolean readAll(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (file.read(buffer) < 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void release(ByteBuffer done) {
    // one buffer for all
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
