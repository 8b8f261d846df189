package org.mosix.runtime.image;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramLibrariesTest {

  private static final Path OF_JDK = Path.of(System.getProperty("java.home"), "lib", "libprefs.so");

  @TempDir
  private Path directory;

  /** Loaded by a class loader of its own, whose library the one that is loaded is. */
  public static final class Loads {

    private Loads() {}

    public static void load(String library) {
      System.load(library);
    }
  }

  @Test
  void librariesOfTheProgramAreReasons() throws Exception {
    Path library = Files.copy(OF_JDK, directory.resolve("libcopied.so"));
    try (URLClassLoader loader = loader()) {
      loader.loadClass(Loads.class.getName()).getMethod("load", String.class).invoke(null, library.toString());

      assertThatThrownBy(() -> ProgramLibraries.refuse(List.of(loader))).isInstanceOf(CannotMove.class).hasMessageContaining("libcopied.so");
    }
  }

  @Test
  void librariesOfTheJdkAreNone() throws Exception {
    try (URLClassLoader loader = loader()) {
      loader.loadClass(Loads.class.getName()).getMethod("load", String.class).invoke(null, OF_JDK.toString());

      assertThatCode(() -> ProgramLibraries.refuse(List.of(loader, ClassLoader.getPlatformClassLoader(), ClassLoader.getSystemClassLoader())))
          .doesNotThrowAnyException();
    }
  }

  private static URLClassLoader loader() throws IOException {
    URL classes = ProgramLibrariesTest.class.getProtectionDomain().getCodeSource().getLocation();
    return new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
  }
}
