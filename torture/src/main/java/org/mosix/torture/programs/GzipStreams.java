package org.mosix.torture.programs;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;

/** GZIP and deflate streams half read and half written, through pipes of the program's own streams that work. */
public final class GzipStreams {
  static final class Slow extends FilterInputStream {
    Slow(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] to, int at, int length) throws IOException {
      Work.spin(length);
      return super.read(to, at, Math.min(length, 64));
    }
  }

  static String round() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (Writer out = new OutputStreamWriter(new GZIPOutputStream(packed, 256, true), StandardCharsets.UTF_8)) {
      for (int n = 0; n < 300; n++) {
        out.write("line " + Work.spin(n) + "\n");
        if (n % 50 == 0) {
          out.flush();
        }
      }
    }
    int lines = 0;
    int hash = 0;
    InputStream slow = new Slow(new ByteArrayInputStream(packed.toByteArray()));
    try (BufferedReader in = new BufferedReader(new InputStreamReader(new GZIPInputStream(slow, 128), StandardCharsets.UTF_8), 100)) {
      for (String line; (line = in.readLine()) != null; lines++) {
        hash = hash * 31 + line.hashCode();
      }
    }
    byte[] raw = new InflaterInputStream(new DeflaterInputStream(new Slow(new ByteArrayInputStream(new byte[5_000])))).readAllBytes();
    return packed.size() + " " + lines + " " + hash + " " + raw.length;
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "lines", () -> round());
  }
}
