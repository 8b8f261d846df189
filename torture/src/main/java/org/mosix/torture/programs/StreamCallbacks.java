package org.mosix.torture.programs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.jar.JarInputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import java.util.zip.DeflaterInputStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.InflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Streams of the program that are slow for the whole run, below those of the JDK that compress, archive, check and digest. */
public final class StreamCallbacks {

  private static final byte[] DATA = "a text that is compressed, archived, checked and digested; ".repeat(400).getBytes(StandardCharsets.UTF_8);

  /** Waits half way through its bytes until the program is told to end. */
  private static final class SlowInput extends FilterInputStream {
    private final Slowness slowness;
    private int left;

    SlowInput(byte[] bytes, Slowness slowness) {
      super(new ByteArrayInputStream(bytes));
      this.left = bytes.length / 2;
      this.slowness = slowness;
    }

    @Override
    public int read() throws IOException {
      slow(1);
      return super.read();
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      int read = super.read(to, offset, Math.min(length, 50));
      slow(read);
      return read;
    }

    private void slow(int bytes) {
      if (left > 0 && (left -= bytes) <= 0) {
        slowness.work();
      }
    }
  }

  private static final class SlowOutput extends FilterOutputStream {
    private final Slowness slowness;
    private int writes;

    SlowOutput(OutputStream to, Slowness slowness) {
      super(to);
      this.slowness = slowness;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      // The first may be a header, written by a constructor that another one called.
      if (++writes == 2) {
        slowness.work();
      }
      out.write(bytes, offset, length);
    }
  }

  private record Slowness(Rounds rounds, CountDownLatch inside) {
    void work() {
      inside.countDown();
      int sum = 0;
      while (rounds.more()) {
        sum += Work.spin(sum);
        try {
          Thread.sleep(1);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  /** A stream around another. */
  private interface Around<T> {
    T open(T inner) throws Exception;
  }

  private static byte[] written(Around<OutputStream> around) throws Exception {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    try (OutputStream out = around.open(to)) {
      out.write(DATA);
    }
    return to.toByteArray();
  }

  private static ZipOutputStream archive(OutputStream to) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(to);
    zip.putNextEntry(new ZipEntry("entry"));
    return zip;
  }

  private static <T extends ZipInputStream> T entered(T zip) throws IOException {
    Check.equal("name", "entry", zip.getNextEntry().getName());
    return zip;
  }

  private static String digest(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static void reads(byte[] packed, Around<InputStream> around, Slowness slowness) throws Exception {
    try (InputStream in = around.open(new SlowInput(packed, slowness))) {
      Check.holds("what was read", Arrays.equals(DATA, in.readAllBytes()));
    }
  }

  private static void writes(Around<InputStream> unpacked, Around<OutputStream> around, Slowness slowness) throws Exception {
    byte[] packed = written(to -> around.open(new SlowOutput(to, slowness)));
    try (InputStream in = unpacked.open(new ByteArrayInputStream(packed))) {
      Check.holds("what was written", Arrays.equals(DATA, in.readAllBytes()));
    }
  }

  private static List<Work.Part> ways(Slowness slow) throws Exception {
    byte[] gzip = written(GZIPOutputStream::new);
    byte[] deflated = written(DeflaterOutputStream::new);
    byte[] zip = written(StreamCallbacks::archive);
    return List.of(
        id -> reads(gzip, GZIPInputStream::new, slow),
        id -> reads(deflated, InflaterInputStream::new, slow),
        id -> reads(zip, in -> entered(new ZipInputStream(in)), slow),
        id -> reads(zip, in -> entered(new JarInputStream(in)), slow),
        id -> reads(DATA, in -> new InflaterInputStream(new DeflaterInputStream(in)), slow),
        id -> reads(DATA, in -> new CheckedInputStream(in, new CRC32()), slow),
        id -> {
          MessageDigest sum = MessageDigest.getInstance("SHA-256");
          reads(DATA, in -> new DigestInputStream(in, sum), slow);
          Check.equal("digest", digest(DATA), HexFormat.of().formatHex(sum.digest()));
        },
        id -> writes(GZIPInputStream::new, GZIPOutputStream::new, slow),
        id -> writes(InflaterInputStream::new, DeflaterOutputStream::new, slow),
        id -> writes(in -> entered(new ZipInputStream(in)), to -> archive(to), slow),
        id -> writes(in -> in, to -> new DeflaterOutputStream(new InflaterOutputStream(to)), slow),
        id -> writes(in -> in, to -> new CheckedOutputStream(to, new CRC32()), slow),
        id -> writes(in -> in, to -> new DigestOutputStream(to, MessageDigest.getInstance("MD5")), slow));
  }

  public static void main(String[] args) throws Exception {
    Rounds rounds = Rounds.of(args);
    List<Work.Part> ways = ways(new Slowness(rounds, new CountDownLatch(13)));
    Work.together(ways.size(), id -> ways.get(id).run(id));
    System.out.println(ways.size() + " streams");
    Check.ok();
  }
}
