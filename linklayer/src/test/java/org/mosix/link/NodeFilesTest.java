package org.mosix.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mosix.link.NodeFiles.Export;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class NodeFilesTest {

  private static final Path DATA = Path.of("/srv/my data");

  @TempDir
  private Path directory;

  @Test
  void readsWhatItWrote() throws IOException {
    NodeFiles files = NodeFiles.NONE.with(new Export(DATA, false)).with(new Export(Path.of("/b"), true)).withShared(Path.of("/net/home"));
    files.write(directory.resolve("files"));
    assertThat(NodeFiles.read(directory.resolve("files"))).isEqualTo(files);
    assertThat(NodeFiles.read(directory.resolve("none"))).isEqualTo(NodeFiles.NONE);
  }

  @Test
  void readsWhatPeopleWrite() throws IOException {
    List<String> lines = List.of("# ours", "", "  export /srv/my data ro ", "share /net/home/");
    assertThat(NodeFiles.parse("files", lines)).isEqualTo(new NodeFiles(List.of(new Export(DATA, false)), List.of(Path.of("/net/home"))));
  }

  @Test
  void wrongLinesAreNamed() {
    for (String line : List.of("export /srv", "export srv ro", "mount /srv", "share srv")) {
      assertThatThrownBy(() -> NodeFiles.parse("files", List.of("share /a", line))).as(line).isInstanceOf(IOException.class)
          .hasMessageStartingWith("files, line 2: ").hasMessageContaining("(expected: ");
    }
  }

  @Test
  void anExportReplacesOneOfTheSameDirectory() {
    assertThat(NodeFiles.NONE.with(new Export(DATA, false)).with(new Export(DATA, true)).exports()).containsExactly(new Export(DATA, true));
    assertThat(NodeFiles.NONE.with(new Export(DATA, false)).withoutExport(DATA)).isEqualTo(NodeFiles.NONE);
  }

  @Test
  void aTokenIsMadeOnceAndADamagedOneIsReported() throws IOException {
    assertThat(SharedToken.read(directory)).isEmpty();
    SharedToken.makeIfAbsent(directory);
    String token = SharedToken.read(directory).orElseThrow();
    SharedToken.makeIfAbsent(directory);
    assertThat(SharedToken.read(directory)).contains(token);
    Files.writeString(directory.resolve(SharedToken.NAME), "x");
    assertThatThrownBy(() -> SharedToken.makeIfAbsent(directory)).isInstanceOf(IOException.class).hasMessageContaining("is no token (expected: ");
  }
}
