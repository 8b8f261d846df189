package org.mosix.torture.programs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Files mapped read-only and privately: contents stay, private changes stay the program's, the file unchanged. */
public final class MappedBuffers {
  static String round(MappedByteBuffer shown, MappedByteBuffer own, Path file) throws IOException {
    int before = own.getInt(100);
    own.putInt(100, before + 1);
    Work.spin(before);
    Check.equal("kept", before + 1, own.getInt(100));
    int sum = 0;
    for (int n = 0; n < shown.capacity(); n += 50) {
      sum = sum * 31 + shown.get(n);
      Work.spin(n);
    }
    Check.equal("file", 0, Files.readAllBytes(file)[100]);
    return sum + " " + shown.isReadOnly() + own.capacity();
  }

  public static void main(String[] args) throws Exception {
    Path file = Files.write(Path.of("mapped"), new byte[8_000]);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap("contents".getBytes(StandardCharsets.UTF_8)), 50);
      MappedByteBuffer shown = channel.map(FileChannel.MapMode.READ_ONLY, 0, 5_000);
      MappedByteBuffer own = channel.map(FileChannel.MapMode.PRIVATE, 0, 8_000);
      Rounds.equal(args, "mapped", () -> round(shown, own, file));
    }
    Files.delete(file);
  }
}
