package org.mosix.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class RunDirectoryTest {

  @TempDir
  Path directory;

  @Test
  void optionComesBeforeVariableBeforeXdgBeforeHome() {
    Map<String, String> all = Map.of("MOSIX_RUN_DIR", "/v", "XDG_RUNTIME_DIR", "/x", "HOME", "/h");
    assertThat(RunDirectory.resolve("/o", all)).hasToString("/o");
    assertThat(RunDirectory.resolve(null, all)).hasToString("/v");
    assertThat(RunDirectory.resolve("", Map.of("MOSIX_RUN_DIR", "", "XDG_RUNTIME_DIR", "/x", "HOME", "/h"))).hasToString("/x/mosix");
    assertThat(RunDirectory.resolve(null, Map.of("HOME", "/h"))).hasToString("/h/.mosix/run");
    assertThat(RunDirectory.resolve(null, Map.of()).path()).isEqualTo(Path.of(System.getProperty("user.home"), ".mosix", "run"));
  }

  @Test
  void isMadeForItsOwnerOnly() throws IOException {
    RunDirectory made = RunDirectory.resolve(directory.resolve("a/b").toString(), Map.of());
    made.create();
    made.create();
    assertThat(permissions(made.path())).isEqualTo("rwx------");
  }

  @Test
  void takesRightsOffAnExistingDirectory() throws IOException {
    Path open = Files.createDirectory(directory.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    RunDirectory.resolve(open.toString(), Map.of()).create();
    assertThat(permissions(open)).isEqualTo("rwx------");
  }

  @Test
  void refusesAFileAndAPathTooLongForASocket() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> RunDirectory.resolve(file.toString(), Map.of()).create()).isInstanceOf(IOException.class)
        .hasMessageContaining("is a file (expected: a directory");
    String deep = "/tmp/" + "d".repeat(100);
    assertThatThrownBy(() -> RunDirectory.resolve(deep, Map.of()).create()).isInstanceOf(IOException.class)
        .hasMessageContaining("113 bytes are too long for a socket (expected: at most 103");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
