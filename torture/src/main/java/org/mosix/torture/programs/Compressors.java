package org.mosix.torture.programs;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Deflater and Inflater half way through their data, with levels, dictionaries and raw streams. */
public final class Compressors {
  static String round(byte[] plain) throws DataFormatException {
    StringBuilder out = new StringBuilder();
    for (int level : new int[] {1, 6, 9}) {
      Deflater deflater = new Deflater(level, level == 6);
      Inflater inflater = new Inflater(level == 6);
      if (level == 9) {
        deflater.setDictionary(plain, 0, 100);
      }
      byte[] packed = new byte[plain.length + 100];
      int size = 0;
      for (int from = 0; from < plain.length; from += 500) {
        deflater.setInput(plain, from, Math.min(500, plain.length - from));
        size += deflater.deflate(packed, size, packed.length - size, Deflater.SYNC_FLUSH);
        Work.spin(from);
      }
      deflater.finish();
      size += deflater.deflate(packed, size, packed.length - size);
      byte[] again = new byte[plain.length];
      int read = 0;
      for (int from = 0; from < size; from += 100) {
        inflater.setInput(packed, from, Math.min(100, size - from));
        read += inflater.inflate(again, read, again.length - read);
        if (inflater.needsDictionary()) {
          inflater.setDictionary(plain, 0, 100);
          read += inflater.inflate(again, read, again.length - read);
        }
        Work.spin(from);
      }
      out.append(size).append(Arrays.equals(plain, again)).append(inflater.finished()).append(' ');
      deflater.end();
      inflater.end();
    }
    return out.toString();
  }

  public static void main(String[] args) throws Exception {
    byte[] plain = new byte[5_000];
    for (int n = 0; n < plain.length; n++) {
      plain[n] = (byte) (Work.spin(n / 7) % 5);
    }
    Rounds.equal(args, "packed", () -> round(plain));
  }
}
