package org.mosix.programs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Compression and archives, in the directory given. */
public final class Archives {

  private Archives() {}

  public static void main(String[] arguments) throws Exception {
    byte[] data = new byte[400_000];
    Random random = new Random(5);
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (random.nextInt(20) * (i >> 10));
    }
    File zip = new File(arguments[0], "archive.zip");
    try (ZipOutputStream out = new ZipOutputStream(new FileOutputStream(zip))) {
      for (int i = 0; i < 20; i++) {
        out.putNextEntry(new ZipEntry("entry" + i));
        out.write(data, i * 1000, 20_000);
        out.closeEntry();
      }
    }
    System.out.println(zip.length());
    try (ZipFile file = new ZipFile(zip)) {
      int hash = 0;
      for (int i = 0; i < 20; i++) {
        hash = 31 * hash + Arrays.hashCode(file.getInputStream(file.getEntry("entry" + i)).readAllBytes());
      }
      System.out.println(file.size() + " " + hash);
    }
    File gzip = new File(arguments[0], "data.gz");
    try (GZIPOutputStream out = new GZIPOutputStream(new FileOutputStream(gzip))) {
      out.write(data);
    }
    try (GZIPInputStream in = new GZIPInputStream(new FileInputStream(gzip))) {
      System.out.println(gzip.length() + " " + Arrays.equals(data, in.readAllBytes()));
    }
    wholesale(data);
    damaged();
  }

  private static void wholesale(byte[] data) throws DataFormatException {
    Deflater deflater = new Deflater(9);
    deflater.setInput(data);
    deflater.finish();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] small = new byte[500];
    while (!deflater.finished()) {
      packed.write(small, 0, deflater.deflate(small));
    }
    System.out.println(packed.size() + " " + deflater.getTotalIn() + " " + deflater.getAdler());
    Inflater inflater = new Inflater();
    inflater.setInput(packed.toByteArray());
    byte[] whole = new byte[data.length];
    System.out.println(inflater.inflate(whole) + " " + Arrays.equals(whole, data) + " " + inflater.getAdler());
    inflater.reset();
    inflater.setInput(ByteBuffer.allocateDirect(packed.size()).put(packed.toByteArray()).flip());
    ByteBuffer direct = ByteBuffer.allocateDirect(data.length);
    System.out.println(inflater.inflate(direct) + " " + direct.flip().compareTo(ByteBuffer.wrap(data)) + " " + inflater.finished());
    inflater.end();
    deflater.end();
  }

  private static void damaged() throws Exception {
    Inflater inflater = new Inflater();
    inflater.setInput("this is not compressed".getBytes("UTF-8"));
    try {
      inflater.inflate(new byte[10]);
    } catch (DataFormatException e) {
      System.out.println(e.getMessage() + " " + inflater.getTotalIn() + " " + inflater.getRemaining());
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(new byte[100]))) {
      System.out.println(in.read());
    } catch (java.io.IOException e) {
      System.out.println(e);
    }
  }
}
