package org.mosix.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ArchiveTest {

  /** These two have the same hash code. */
  private static final Map<String, String> FILES = new TreeMap<>(Map.of("dir/Aa", "first", "dir/BB", "second", "empty", ""));

  @TempDir Path directory;

  @Test
  void findsFilesByTheirNames() throws IOException {
    Archive archive = new Archive(jar(packed(), ZipEntry.STORED));
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      assertThat(archive.read(file.getKey())).asString(StandardCharsets.UTF_8).isEqualTo(file.getValue());
    }
    assertThat(archive.read("dir/C#")).as("of the same hash code").isNull();
    assertThat(archive.read("other")).isNull();
  }

  @Test
  void jarThatWasPackedAgainIsRefusedWithTheReason() throws IOException {
    File jar = jar(packed(), ZipEntry.DEFLATED);
    assertThatThrownBy(() -> new Archive(jar)).isInstanceOf(IOException.class).hasMessageContaining("inst/files").hasMessageContaining("compressed");
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    File without = jar(new byte[100], ZipEntry.STORED);
    assertThatThrownBy(() -> new Archive(without)).isInstanceOf(IOException.class).hasMessageContaining("not as it was built");
    Path text = Files.writeString(directory.resolve("text"), "x".repeat(100));
    assertThatThrownBy(() -> new Archive(text.toFile())).isInstanceOf(IOException.class).hasMessageContaining("not as it was built");
  }

  /** As the build packs them, in the smallest table that holds them. */
  private static byte[] packed() {
    ByteBuffer bytes = ByteBuffer.allocate(1000);
    int slots = 4;
    bytes.putInt(0x4d4f5341).putInt(slots).position(8 + 4 * slots);
    FILES.forEach((name, text) -> {
      int slot = name.hashCode() & slots - 1;
      while (bytes.getInt(8 + 4 * slot) != 0) {
        slot = slot + 1 & slots - 1;
      }
      bytes.putInt(8 + 4 * slot, bytes.position());
      bytes.putInt(name.length()).putInt(text.length()).put(name.getBytes(StandardCharsets.UTF_8)).put(text.getBytes(StandardCharsets.UTF_8));
    });
    return bytes.array();
  }

  private File jar(byte[] files, int method) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
      out.write("Manifest-Version: 1.0\n".getBytes(StandardCharsets.UTF_8));
      ZipEntry entry = new ZipEntry("inst/files");
      entry.setMethod(method);
      if (method == ZipEntry.STORED) {
        CRC32 crc = new CRC32();
        crc.update(files);
        entry.setCrc(crc.getValue());
        entry.setSize(files.length);
      }
      out.putNextEntry(entry);
      out.write(files);
    }
    return Files.write(directory.resolve("test.jar"), bytes.toByteArray()).toFile();
  }
}
