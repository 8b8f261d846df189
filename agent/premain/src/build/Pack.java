import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Packs a directory into one file that {@code org.mosix.agent.Archive} reads: {@code java Pack.java DIRECTORY FILE}. */
public final class Pack {

  private static final int MAGIC = 0x4d4f5341;

  private Pack() {}

  public static void main(String[] arguments) throws IOException {
    Path from = Path.of(arguments[0]);
    List<Path> files;
    try (Stream<Path> all = Files.walk(from)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    int slots = Integer.highestOneBit(files.size()) * 4;
    int[] offsets = new int[slots];
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream entries = new DataOutputStream(bytes);
    int first = 8 + 4 * slots;
    for (Path file : files) {
      String name = from.relativize(file).toString().replace('\\', '/');
      int slot = name.hashCode() & slots - 1;
      while (offsets[slot] != 0) {
        slot = slot + 1 & slots - 1;
      }
      offsets[slot] = first + entries.size();
      byte[] characters = name.getBytes(StandardCharsets.ISO_8859_1);
      byte[] content = Files.readAllBytes(file);
      entries.writeInt(characters.length);
      entries.writeInt(content.length);
      entries.write(characters);
      entries.write(content);
    }
    Path to = Path.of(arguments[1]);
    Files.createDirectories(to.getParent());
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(to))) {
      out.writeInt(MAGIC);
      out.writeInt(slots);
      for (int offset : offsets) {
        out.writeInt(offset);
      }
      bytes.writeTo(out);
    }
  }
}
