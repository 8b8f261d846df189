package org.mosix.torture.programs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.Checksum;

/** CRC32, CRC32C and Adler32, updated little by little, over arrays, direct buffers and checked streams. */
public final class Checksums {
  static String round(List<Checksum> kept, byte[] data) throws IOException {
    StringBuilder out = new StringBuilder();
    ByteBuffer direct = ByteBuffer.allocateDirect(data.length).put(data).flip();
    for (Checksum sum : kept) {
      sum.reset();
      for (int n = 0; n < data.length; n += 100) {
        sum.update(data, n, 100);
        Work.spin(n);
      }
      sum.update(direct.duplicate());
      sum.update(7);
      out.append(Long.toHexString(sum.getValue())).append(' ');
    }
    CheckedInputStream in = new CheckedInputStream(new ByteArrayInputStream(data), new Adler32());
    while (in.read(new byte[77]) > 0) {
      Work.spin(1);
    }
    return out.append(in.getChecksum().getValue()).toString();
  }

  public static void main(String[] args) throws Exception {
    byte[] data = new byte[3_000];
    for (int n = 0; n < data.length; n++) {
      data[n] = (byte) Work.spin(n);
    }
    List<Checksum> kept = List.of(new CRC32(), new CRC32C(), new Adler32());
    Rounds.equal(args, "sums", () -> round(kept, data));
  }
}
