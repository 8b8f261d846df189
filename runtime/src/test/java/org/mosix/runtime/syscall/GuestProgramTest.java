package org.mosix.runtime.syscall;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mosix.programs.Archives;
import org.mosix.programs.JavaIo;
import org.mosix.programs.NioFiles;
import org.mosix.programs.Standard;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class GuestProgramTest {

  @TempDir
  Path directory;

  @Test
  void filesOfJavaIoAreThoseOfHome() throws Exception {
    assertSame("", JavaIo.class);
  }

  @Test
  void filesOfJavaNioAreThoseOfHome() throws Exception {
    assertSame("", NioFiles.class);
  }

  @Test
  void compressionGoesOnAtHome() throws Exception {
    assertSame("", Archives.class);
  }

  @Test
  void standardInputIsReadAtHome() throws Exception {
    assertSame("one\ntwo\n", Standard.class);
  }

  @Test
  void exitCodeIsThatOfTheHomeJvm() throws Exception {
    assertSame("one\nexit\n", Standard.class);
  }

  @Test
  void haltSkipsTheHooks() throws Exception {
    assertSame("halt\n", Standard.class);
  }

  @Test
  void uncaughtExceptionIsPrintedAtHome() throws Exception {
    assertSame("throw\n", Standard.class);
  }

  private void assertSame(String input, Class<?> program) throws Exception {
    Path work = Files.createDirectory(directory.resolve("work"));
    GuestRun plain = GuestRun.plain(work, input, program, work.toString());
    Files.move(work, directory.resolve("plain"));
    Files.createDirectory(work);
    GuestRun guest = GuestRun.onGuest(work, input, program, work.toString());
    assertThat(plain.output()).isNotEmpty();
    assertThat(guest.log()).isEmpty();
    assertThat(normalised(guest.output())).isEqualTo(normalised(plain.output()));
    assertThat(guest.status()).isEqualTo(plain.status());
  }

  /** Inode numbers differ from run to run. */
  private static String normalised(String output) {
    return output.replaceAll("\\(dev=[0-9a-f]+,ino=\\d+\\)", "(key)");
  }
}
