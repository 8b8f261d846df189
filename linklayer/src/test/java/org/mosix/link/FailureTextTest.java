package org.mosix.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailureTextTest {

  @Test
  void saysWhatHappenedToAFile() {
    assertThat(FailureText.of(new NoSuchFileException("/a"))).isEqualTo("/a: no such file or directory");
    assertThat(FailureText.of(new AccessDeniedException("/a"))).isEqualTo("/a: permission denied");
    assertThat(FailureText.of(new FileAlreadyExistsException("/a"))).isEqualTo("/a: exists already");
    assertThat(FailureText.of(new FileSystemException("/a", null, "Read-only file system"))).isEqualTo("/a: Read-only file system");
  }

  @Test
  void isTheMessageOfOthersOrTheirName() {
    assertThat(FailureText.of(new IOException("broken"))).isEqualTo("broken");
    assertThat(FailureText.of(new IOException())).isEqualTo("java.io.IOException");
  }
}
