package org.mosix.torture.programs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** FileChannels stay open: heap and direct buffers, positions, gathering, truncation, locks, transfers. */
public final class FileChannels {
  public static void main(String[] args) throws IOException {
    Rounds rounds = Rounds.of(args);
    Path path = Path.of("channel.bin");
    Path target = Path.of("transfer.bin");
    ByteBuffer heap = ByteBuffer.allocate(4096);
    ByteBuffer direct = ByteBuffer.allocateDirect(4096);
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileChannel out = FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      int n = 0;
      do {
        n++;
        channel.truncate(0).position(0);
        for (ByteBuffer buffer : new ByteBuffer[] {heap, direct}) {
          buffer.clear();
          while (buffer.remaining() >= 8) {
            buffer.putInt(n).putInt(buffer.position());
          }
          buffer.flip();
        }
        long written = channel.write(new ByteBuffer[] {heap, direct});
        Check.equal("written", 8192L, written);
        Check.equal("position", 8192L, channel.position());
        direct.clear();
        Check.equal("read at", 4096, channel.read(direct, 4096));
        direct.flip();
        for (int i = 0; i < 512; i++) {
          Check.equal("number", n, direct.getInt());
          Check.equal("place", i * 8 + 4, direct.getInt());
        }
        try (FileLock lock = channel.lock(0, 100, false)) {
          Check.holds("locked", lock.isValid());
        }
        out.position(0);
        Check.equal("transferred", 8192L, channel.transferTo(0, 8192, out));
        channel.force(false);
      } while (rounds.more());
      Check.equal("size", 8192L, channel.size());
    }
    Check.equal("same bytes", -1L, Files.mismatch(path, target));
    Files.delete(path);
    Files.delete(target);
    Check.ok();
  }
}
