package org.mosix.runtime.cache;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;

/** Writes cache files: aside, and then at once in the place of the former one, so that a reader has the one or the other. */
final class CacheWriter {

  /** Bytes of a file; the JDK has no more classes than fit. */
  static final int LARGEST = 64 << 20;

  private CacheWriter() {}

  static void write(CacheDirectory directory, String identity, Collection<CachedClass> classes) throws IOException {
    byte[] bytes = bytes(identity, classes);
    directory.create();
    if (bytes.length > LARGEST || !directory.isTrusted()) {
      return;
    }
    File file = directory.file(identity);
    Path aside = Files.createFile(directory.path().resolve(aside(file)), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (RandomAccessFile out = new RandomAccessFile(aside.toFile(), "rw")) {
      out.write(bytes);
      Files.move(aside, file.toPath(), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  /** The name of a file that is being written. One made by {@code Files.createTempFile} is random: that loads over a hundred classes of security providers. */
  private static String aside(File file) {
    return file.getName() + '-' + Long.toString(System.nanoTime(), Character.MAX_RADIX) + CacheCleaner.ASIDE;
  }

  static byte[] bytes(String identity, Collection<CachedClass> classes) {
    byte[] id = identity.getBytes(StandardCharsets.UTF_8);
    int slots = Integer.highestOneBit(classes.size() + 1) << 2;
    int at = 16 + id.length + 4 * slots;
    ByteBuffer out = ByteBuffer.allocate(size(at, classes));
    out.putInt(0, CacheFile.MAGIC).putInt(8, id.length).put(12, id).putInt(12 + id.length, slots).position(at);
    for (CachedClass known : classes) {
      int slot = known.name().hashCode() & slots - 1;
      while (out.getInt(16 + id.length + 4 * slot) != 0) {
        slot = slot + 1 & slots - 1;
      }
      out.putInt(16 + id.length + 4 * slot, out.position());
      put(out, known);
    }
    return out.putInt(4, Checksum.of(out.array(), CacheFile.CHECKED_FROM)).array();
  }

  private static int size(int header, Collection<CachedClass> classes) {
    int size = header;
    for (CachedClass known : classes) {
      byte[] result = known.result();
      size += 16 + known.name().length() + (result == null ? 0 : result.length);
    }
    return size;
  }

  private static void put(ByteBuffer out, CachedClass known) {
    out.putInt(known.name().length()).put(known.name().getBytes(StandardCharsets.ISO_8859_1)).putInt(known.length()).putInt(known.crc());
    if (known.result() == null) {
      out.putInt(CacheFile.UNCHANGED);
    } else {
      out.putInt(known.result().length).put(known.result());
    }
  }
}
