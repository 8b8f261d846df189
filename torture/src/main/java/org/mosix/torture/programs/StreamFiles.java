package org.mosix.torture.programs;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Byte streams over files: data, appended, skipped, compressed, temporary files deleted. */
public final class StreamFiles {
  static String round() throws IOException {
    File file = File.createTempFile("data", ".bin", new File("."));
    CRC32 written = new CRC32();
    try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(file)))) {
      for (int n = 0; n < 20_000; n++) {
        out.writeInt(n * 31);
        written.update(n * 31);
      }
    }
    try (FileOutputStream out = new FileOutputStream(file, true)) {
      out.write("the end".getBytes());
    }
    CRC32 read = new CRC32();
    try (DataInputStream in = new DataInputStream(new BufferedInputStream(new FileInputStream(file)))) {
      for (int n = 0; n < 20_000; n++) {
        int value = in.readInt();
        Check.equal("value", n * 31, value);
        read.update(value);
      }
      Check.equal("end", "the end", new String(in.readAllBytes()));
      Check.equal("at the end", -1, in.read());
    }
    Check.equal("check sums", written.getValue(), read.getValue());
    try (FileInputStream in = new FileInputStream(file)) {
      Check.equal("skipped", 80_000L, in.skip(80_000));
      Check.equal("available", 7, in.available());
      Check.equal("first", 't', (char) in.read());
    }
    File packed = new File(file.getPath() + ".gz");
    try (FileInputStream in = new FileInputStream(file); GZIPOutputStream out = new GZIPOutputStream(new FileOutputStream(packed))) {
      in.transferTo(out);
    }
    long size = 0;
    try (GZIPInputStream in = new GZIPInputStream(new FileInputStream(packed))) {
      byte[] buffer = new byte[1000];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        size += n;
      }
    }
    Check.holds("deleted", file.delete() && packed.delete());
    return size + " " + read.getValue();
  }

  public static void main(String[] args) throws IOException {
    Rounds rounds = Rounds.of(args);
    String first = round();
    System.out.println(first);
    while (rounds.more()) {
      Check.equal("streams", first, round());
    }
    Check.ok();
  }
}
