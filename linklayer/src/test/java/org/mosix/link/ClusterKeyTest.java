package org.mosix.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ClusterKeyTest {

  @TempDir
  Path parent;

  private Path made() throws IOException {
    Path directory = parent.resolve("key");
    new ClusterKeyMaker().make(directory);
    return directory;
  }

  @Test
  void isReadableByItsOwnerOnly() throws IOException {
    Path directory = made();
    assertThat(permissions(directory)).isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> all = files.sorted().toList();
      assertThat(all).extracting(file -> file.getFileName().toString()).containsExactly("ca.key", "ca.pem", "node.key", "node.pem");
      for (Path file : all) {
        assertThat(permissions(file)).isEqualTo("rw-------");
      }
    }
  }

  @Test
  void worksWithoutTheKeyOfTheAuthority() throws IOException {
    Path directory = made();
    Files.delete(directory.resolve("ca.key"));
    assertThat(ClusterKey.load(directory).tls()).isNotNull();
  }

  @Test
  void neverOverwritesAKey() throws IOException {
    Path directory = made();
    byte[] before = Files.readAllBytes(directory.resolve("node.key"));
    assertThatThrownBy(() -> new ClusterKeyMaker().make(directory)).isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("exists (expected: a directory without a cluster key)");
    assertThat(new ClusterKeyMaker().makeIfAbsent(directory)).isFalse();
    assertThat(Files.readAllBytes(directory.resolve("node.key"))).isEqualTo(before);
  }

  @Test
  void isMadeOnceByManyAtOnce() throws Exception {
    Path directory = parent.resolve("shared");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Boolean>> made = threads.invokeAll(IntStream.range(0, 4)
          .<Callable<Boolean>>mapToObj(i -> () -> new ClusterKeyMaker().makeIfAbsent(directory)).toList());
      int winners = 0;
      for (Future<Boolean> one : made) {
        winners += one.get() ? 1 : 0;
      }
      assertThat(winners).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
    ClusterKey.load(directory);
    try (Stream<Path> left = Files.list(parent)) {
      assertThat(left).containsExactly(directory);
    }
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> ClusterKey.load(parent)).isInstanceOf(IOException.class)
        .hasMessageContaining("no cluster key in " + parent + ": cannot read ca.pem").hasMessageContaining("mosctl keygen");
  }

  @Test
  void refusesAPrivateKeyOpenToOthers() throws IOException {
    Path directory = made();
    Files.setPosixFilePermissions(directory.resolve("node.key"), PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> ClusterKey.load(directory)).isInstanceOf(IOException.class)
        .hasMessageContaining("node.key is open to others: GROUP_READ (expected: mode 0600");
  }

  @Test
  void refusesDamagedFiles() throws IOException {
    Path directory = made();
    Path certificate = directory.resolve("node.pem");
    Files.writeString(certificate, "nothing of the kind");
    assertThatThrownBy(() -> ClusterKey.load(directory)).hasMessageContaining("no -----BEGIN CERTIFICATE-----");
    Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    assertThatThrownBy(() -> ClusterKey.load(directory)).isInstanceOf(IOException.class).hasMessageContaining("not a certificate");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
