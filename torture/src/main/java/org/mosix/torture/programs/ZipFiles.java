package org.mosix.torture.programs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A ZipFile and a zip file system stay open, this found by its address; entries are read half way, listed, and written by streams. */
public final class ZipFiles {
  static void write(Path file) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.setComment("made");
      for (int n = 0; n < 10; n++) {
        ZipEntry entry = new ZipEntry("dir/entry" + n);
        entry.setTime(1_000_000_000_000L);
        out.putNextEntry(entry);
        out.write(("contents " + Work.spin(n) + "\n").repeat(n * 20).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  static String round(ZipFile kept, Path written) throws IOException {
    StringBuilder out = new StringBuilder();
    for (Enumeration<? extends ZipEntry> entries = kept.entries(); entries.hasMoreElements();) {
      ZipEntry entry = entries.nextElement();
      CRC32 sum = new CRC32();
      try (InputStream in = kept.getInputStream(entry)) {
        byte[] some = new byte[200];
        for (int count; (count = in.read(some)) > 0;) {
          sum.update(some, 0, count);
          Work.spin(count);
        }
      }
      Check.equal(entry.getName(), entry.getCrc(), sum.getValue());
    }
    write(written);
    try (FileSystem zip = FileSystems.newFileSystem(written)) {
      out.append(Files.readAllLines(zip.getPath("dir", "entry3")).size()).append(Files.exists(zip.getPath("none")));
    }
    return out.append(kept.size()).append(kept.getComment()).append(Files.size(written) > 500).toString();
  }

  public static void main(String[] args) throws Exception {
    Path file = Path.of("kept.zip");
    Path written = Path.of("written.zip");
    write(file);
    URI address = URI.create("jar:" + file.toUri());
    try (ZipFile kept = new ZipFile(file.toFile()); FileSystem system = FileSystems.newFileSystem(address, Map.of())) {
      Rounds.equal(args, "entries", () -> {
        Check.same("found by its address", system, FileSystems.getFileSystem(address));
        Check.equal("read by its address", 40, Files.readAllLines(Path.of(URI.create(address + "!/dir/entry2"))).size());
        Files.copy(system.getPath("dir", "entry1"), system.getPath("copy"), StandardCopyOption.REPLACE_EXISTING);
        return round(kept, written);
      });
    }
    Files.delete(file);
    Files.delete(written);
  }
}
