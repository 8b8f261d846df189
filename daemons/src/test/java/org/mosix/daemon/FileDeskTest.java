package org.mosix.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mosix.link.JavaBuild;
import org.mosix.link.SharedToken;
import org.mosix.link.message.Outcome;

@Timeout(60)
class FileDeskTest {

  @TempDir
  Path directory;
  private Path data;
  private Cluster cluster;
  private DaemonClient first;

  @BeforeEach
  void startTwoNodes() throws Exception {
    data = Files.createDirectory(directory.toRealPath().resolve("data"));
    cluster = new Cluster(directory, 2);
    cluster.start(1, 1, "");
    cluster.start(2, 1, "");
    first = cluster.client(1);
  }

  @AfterEach
  void stop() {
    first.close();
    cluster.close();
  }

  private FilesRecord mfs(String... words) throws Exception {
    return first.administer(Verb.MFS, FilesRecord.class, words);
  }

  private void assertFails(Outcome outcome, String text, Verb verb, String... arguments) {
    assertThatThrownBy(() -> first.administer(verb, arguments)).hasMessageContaining(text)
        .isInstanceOfSatisfying(FailureException.class, failure -> assertThat(failure.outcome()).isEqualTo(outcome));
  }

  @Test
  void nothingIsExportedOrSharedByDefault() throws Exception {
    assertThat(mfs().exports()).isEmpty();
    assertThat(mfs().shared()).isEmpty();
    assertFails(Outcome.REFUSED, "node 1 exports no directory", Verb.FILES, "1", JavaBuild.current());
    assertFails(Outcome.REFUSED, "node 2 exports no directory", Verb.FILES, "2", JavaBuild.current());
    assertFails(Outcome.UNKNOWN, "node 9 is not in the map", Verb.FILES, "9", JavaBuild.current());
  }

  @Test
  void exportsAreSetReplacedAndTakenBack() throws Exception {
    assertThat(mfs("export", data.toString(), "ro").exports()).containsExactly(new FilesRecord.Export(data.toString(), "ro"));
    assertThat(mfs("export", data.toString(), "rw").exports()).containsExactly(new FilesRecord.Export(data.toString(), "rw"));
    assertThat(mfs("unexport", data.toString()).exports()).isEmpty();
  }

  @Test
  void aSharedDirectoryGetsATokenOnce() throws Exception {
    FilesRecord once = mfs("share", data.toString());
    assertThat(once.shared()).containsExactly(new FilesRecord.Shared(data.toString(), SharedToken.read(data).orElseThrow()));
    assertThat(mfs("share", data.toString())).isEqualTo(once);
    assertThat(mfs("unshare", data.toString()).shared()).isEmpty();
  }

  @Test
  void whatIsTakenBackIsFoundBehindSymbolicLinks() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("link"), data);
    mfs("export", link.toString(), "ro");
    mfs("share", link.toString());
    assertThat(mfs("unexport", link.toString()).exports()).isEmpty();
    assertThat(mfs("unshare", link.toString()).shared()).isEmpty();
  }

  @Test
  void whatIsNotThereCannotBeTakenBack() {
    assertFails(Outcome.UNKNOWN, data + " is not exported", Verb.MFS, "unexport", data.toString());
    assertFails(Outcome.UNKNOWN, data + " is not shared", Verb.MFS, "unshare", data.toString());
  }

  @Test
  void wrongOrdersSayWhatWasExpected() {
    assertFails(Outcome.USAGE, "(expected: ro or rw)", Verb.MFS, "export", data.toString(), "x");
    assertFails(Outcome.USAGE, "(expected: the absolute path of a directory)", Verb.MFS, "export", data.resolve("none").toString(), "ro");
    assertFails(Outcome.USAGE, "(expected: export DIRECTORY ro|rw", Verb.MFS, "mount", data.toString());
  }

  @Test
  void oneGuestOfEachNodeServesItsFiles() throws Exception {
    mfs("export", data.toString(), "ro");
    String server = first.administer(Verb.FILES, "1", JavaBuild.current()).getAsString();
    assertThat(server.lines()).hasSize(6).startsWith("127.0.0.1", "4000", "token").endsWith("1");
    assertThat(first.administer(Verb.FILES, "1", JavaBuild.current()).getAsString()).isEqualTo(server);
    try (DaemonClient second = cluster.client(2)) {
      assertThat(second.administer(Verb.FILES, "1", JavaBuild.current()).getAsString().lines()).hasSize(6).startsWith(
          server.lines().limit(4).toArray(String[]::new)).endsWith("2");
    }
    assertFails(Outcome.FAILED, "this node has no another", Verb.FILES, "1", "another");
  }
}
